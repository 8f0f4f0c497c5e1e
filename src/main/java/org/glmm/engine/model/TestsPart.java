package org.glmm.engine.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.glmm.engine.model.TestBasis.Adjustments;
import org.glmm.engine.model.TestBasis.DesignDegrees;

/** What tests and intervals are made of, in a model file. */
final class TestsPart {

    private TestsPart() {
    }

    static void writeBasis(TestBasis basis, ModelOutput out) throws IOException {
        out.writeAll(Arrays.asList(basis.derivatives()), out::writeNumbers);
        out.writeOptionalNumbers(basis.observed());
        out.writeOptionalNumbers(basis.expected());
        out.writeOptionalNumbers(basis.adjustments().expected());
        out.writeOptionalNumbers(basis.adjustments().observed());
        out.writeOptionalNumbers(basis.adjustments().secondOrder());
        out.writeNumbers(basis.degrees().containment());
        out.writeNumbers(basis.degrees().betweenWithin());
        out.writeNumbers(basis.crossProducts());
        out.writeOptionalNumbers(basis.robust());
    }

    static TestBasis readBasis(ModelInput in) throws IOException {
        return new TestBasis(in.readAll(in::readNumbers).toArray(double[][]::new), in.readOptionalNumbers(),
            in.readOptionalNumbers(),
            new Adjustments(in.readOptionalNumbers(), in.readOptionalNumbers(), in.readOptionalNumbers()),
            new DesignDegrees(in.readNumbers(), in.readNumbers()), in.readNumbers(), in.readOptionalNumbers());
    }

    static void writeRandomTerm(RandomTermTest test, ModelOutput out) throws IOException {
        out.writeText(test.hypothesis());
        out.writeDouble(test.statistic());
        out.writeAll(test.degrees(), out::writeInt);
        out.writeText(test.note());
        out.writeOptional(test.bootstrap(), bootstrap -> {
            out.writeInt(bootstrap.replicates());
            out.writeInt(bootstrap.failures());
            out.writeInt(bootstrap.exceedances());
            out.writeLong(bootstrap.seed());
        });
    }

    static RandomTermTest readRandomTerm(ModelInput in) throws IOException {
        return new RandomTermTest(in.readText(), in.readDouble(), in.readAll(in::readInt), in.readText(),
            in.readOptional(() -> new BootstrapTest(in.readInt(), in.readInt(), in.readInt(), in.readLong())));
    }

    static void writeProfiles(ProfileIntervals profiles, ModelOutput out) throws IOException {
        out.writeDouble(profiles.level());
        for (List<ProfileInterval> intervals : List.of(profiles.fixedEffects(), profiles.estimates(),
            profiles.standardised())) {
            out.writeAll(intervals, interval -> {
                out.writeDouble(interval.lower());
                out.writeDouble(interval.upper());
                out.writeText(interval.note());
            });
        }
    }

    static ProfileIntervals readProfiles(ModelInput in) throws IOException {
        return new ProfileIntervals(in.readDouble(), readIntervals(in), readIntervals(in), readIntervals(in));
    }

    private static List<ProfileInterval> readIntervals(ModelInput in) throws IOException {
        return in.readAll(() -> new ProfileInterval(in.readDouble(), in.readDouble(), in.readText()));
    }
}
