package org.glmm.engine.frame;

/**
 * A hash value of things in any order: the sum of their own hash values, each stirred by the finaliser of SplitMix64.
 */
public final class Fingerprint {

    private long sum;

    /** Adds a thing by its hash value. */
    public void add(long hash) {
        long mixed = hash + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        sum += mixed ^ mixed >>> 31;
    }

    public long value() {
        return sum;
    }
}
