package org.glmm.engine.design;

/** One row of the design: x, the offset, and for every random part the group and z. */
public final class DesignRow {

    private final double[] x;
    private final double offset;
    private final RowIssue fixedIssue;
    private final int[] levels;
    private final double[][] z;
    private final RowIssue[] randomIssues;

    DesignRow(double[] x, double offset, RowIssue fixedIssue, int[] levels, double[][] z, RowIssue[] randomIssues) {
        this.x = x;
        this.offset = offset;
        this.fixedIssue = fixedIssue;
        this.levels = levels;
        this.z = z;
        this.randomIssues = randomIssues;
    }

    /** The p elements of the kept fixed-effect columns; null if there is a {@link #fixedIssue()}. */
    public double[] x() {
        return x;
    }

    /** The sum of the offsets; NaN if there is a {@link #fixedIssue()}. */
    public double offset() {
        return offset;
    }

    /** Why x and the offset cannot be computed; null if they can. */
    public RowIssue fixedIssue() {
        return fixedIssue;
    }

    /**
     * The group of a random part; {@link GroupLevels#NEW_LEVEL} if there is a {@link #randomIssue} or the row does not
     * belong to the part.
     */
    public int level(int term) {
        return levels[term];
    }

    /**
     * The k elements of a random part's z; null if a variable of its effects cannot be evaluated, or the row does not
     * belong to the part, or that cannot be told.
     */
    public double[] z(int term) {
        return z[term];
    }

    /** Why a random part has no group or no z; null if it has both, or the row does not belong to the part. */
    public RowIssue randomIssue(int term) {
        return randomIssues[term];
    }
}
