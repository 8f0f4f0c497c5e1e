package org.glmm.engine.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glmm.engine.design.Alias;
import org.glmm.engine.design.DesignRecipe;
import org.glmm.engine.design.FixedColumn;
import org.glmm.engine.model.Finding;
import org.glmm.engine.model.Finding.Kind;

/** Names the fixed-effect columns that were dropped, and of which columns they are combinations. */
final class DroppedColumnsCheck implements Check {

    private static final int MOST_SUMMANDS = 4;

    @Override
    public List<Finding> findings(ModelData data) {
        DesignRecipe recipe = data.design().recipe();
        List<Alias> aliases = recipe.aliases();
        return aliases.isEmpty() ? List.of()
            : List.of(new Finding(Kind.DROPPED_COLUMNS, (aliases.size() == 1 ? "The fixed-effect column "
                : "The fixed-effect columns ") + String.join(", ", recipe.droppedNames())
                + (aliases.size() == 1 ? " is a linear combination of columns before it and was dropped: "
                    : " are linear combinations of columns before them and were dropped: ")
                + Words.list(aliases.stream().map(alias -> equation(alias, recipe.columns())).toList()) + "."));
    }

    private static String equation(Alias alias, List<FixedColumn> columns) {
        String name = columns.get(alias.column()).name();
        int count = alias.sources().length;
        if (count == 0) {
            return name + " is zero in all rows";
        }
        return name + " = " + IntStream.range(0, Math.min(count, MOST_SUMMANDS))
            .mapToObj(i -> summand(alias.coefficients()[i], columns.get(alias.sources()[i]), i == 0))
            .collect(Collectors.joining()) + (count > MOST_SUMMANDS ? " + ..." : "");
    }

    private static String summand(double coefficient, FixedColumn column, boolean first) {
        String size = Words.number(Math.abs(coefficient));
        String sign = coefficient < 0 ? first ? "-" : " - " : first ? "" : " + ";
        return sign + (column.term() == FixedColumn.INTERCEPT ? size
            : size.equals("1") ? column.name() : size + " " + column.name());
    }
}
