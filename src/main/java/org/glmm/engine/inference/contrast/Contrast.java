package org.glmm.engine.inference.contrast;

import java.util.List;

import org.glmm.engine.error.ModelException;

/**
 * A contrast as the user writes it.
 *
 * @param label its name
 * @param lines linear combinations in words, see {@link ContrastReader}; several are tested jointly as well
 * @param alternative what the test of each line wants to show
 * @param margin the value or margin of the test, on the scale of the link
 */
public record Contrast(String label, List<String> lines, Alternative alternative, double margin) {

    public Contrast {
        lines = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw new ModelException("The contrast \"" + label
                + "\" is empty; write a combination of levels, for example "
                + "treatment[drug] - treatment[control].");
        }
        alternative.check(label, margin);
    }

    /** A contrast from one text, its lines separated by semicolons or line breaks. */
    public static Contrast of(String label, String text, Alternative alternative, double margin) {
        return new Contrast(label, List.of(text.split("[;\\n\\r]+")), alternative, margin);
    }
}
