package org.glmm.engine.design;

/** The variables of a recipe evaluated on all rows of a frame. */
final class TrainingValues {

    private final double[][] numbers;
    private final int[][] codes;

    TrainingValues(VariableTable variables, FrameReader frame) {
        numbers = new double[variables.size()][];
        codes = new int[variables.size()][];
        for (int v = 0; v < variables.size(); v++) {
            var expression = variables.get(v).expression();
            if (variables.get(v) instanceof Variable.Factor) {
                codes[v] = frame.factor(expression).codes();
            } else {
                numbers[v] = frame.numbers(expression);
            }
        }
    }

    double[] numbers(int variable) {
        return numbers[variable];
    }

    /** All rows of a matrix, row-major. */
    double[] rows(EffectMatrix matrix, int rows) {
        double[] result = new double[rows * matrix.size()];
        double[] rowNumbers = new double[numbers.length];
        int[] rowCodes = new int[numbers.length];
        int[] used = matrix.variables();
        for (int row = 0; row < rows; row++) {
            for (int v : used) {
                if (codes[v] != null) {
                    rowCodes[v] = codes[v][row];
                } else {
                    rowNumbers[v] = numbers[v][row];
                }
            }
            matrix.fill(rowNumbers, rowCodes, result, row * matrix.size());
        }
        return result;
    }
}
