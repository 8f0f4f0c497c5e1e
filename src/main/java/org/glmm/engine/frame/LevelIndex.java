package org.glmm.engine.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Numbers the levels of a factor in order of first appearance, and puts them in order at the end. */
final class LevelIndex {

    private static final Comparator<String> BY_CODE_POINT = (a, b) -> {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return a.length() - b.length();
        }
        boolean insidePair = i > 0 && Character.isHighSurrogate(a.charAt(i - 1));
        int start = insidePair ? i - 1 : i;
        return Integer.compare(a.codePointAt(start), b.codePointAt(start));
    };

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> levels = new ArrayList<>();

    int code(String level) {
        var code = codes.get(level);
        if (code == null) {
            code = levels.size();
            codes.put(level, code);
            levels.add(level);
        }
        return code;
    }

    /** Renumbers {@code rowCodes} in place: levels sorted by code point, those in no row dropped. */
    FactorColumn column(String name, int[] rowCodes) {
        boolean[] used = new boolean[levels.size()];
        for (int code : rowCodes) {
            used[code] = true;
        }
        int[] order = IntStream.range(0, used.length)
            .filter(code -> used[code])
            .boxed()
            .sorted(Comparator.comparing(levels::get, BY_CODE_POINT))
            .mapToInt(Integer::intValue)
            .toArray();
        int[] renumbered = new int[used.length];
        for (int i = 0; i < order.length; i++) {
            renumbered[order[i]] = i;
        }
        for (int row = 0; row < rowCodes.length; row++) {
            rowCodes[row] = renumbered[rowCodes[row]];
        }
        return new FactorColumn(name, rowCodes, IntStream.of(order).mapToObj(levels::get).toList());
    }
}
