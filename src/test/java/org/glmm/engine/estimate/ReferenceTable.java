package org.glmm.engine.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.glmm.engine.frame.TestFrames;

/** The tables beside the references: lines of cells separated by ";", comments after "#". */
final class ReferenceTable {

    private ReferenceTable() {
    }

    static Stream<List<String>> rows(String name) {
        return TestFrames.lines("/reference/" + name + ".txt").stream()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(line -> Arrays.stream((line + " ").split(";")).map(String::strip).toList());
    }
}
