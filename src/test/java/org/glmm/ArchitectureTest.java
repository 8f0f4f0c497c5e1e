package org.glmm;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floors of the house: who may know whom among engine, nodes and embedded KNIME. */
class ArchitectureTest {

    private static final String ENGINE = "org.glmm.engine";

    /** The rooms of the engine, ground floor first; rooms on the same floor do not know each other. */
    private static final List<List<String>> FLOORS = List.of(
        List.of("error", "parallel", "dense"),
        List.of("sparse", "frame", "formula", "family", "covariance"),
        List.of("design"),
        List.of("mme"),
        List.of("model"),
        List.of("check"),
        List.of("estimate"),
        List.of("inference", "predict", "diagnose"),
        List.of("inference.means", "inference.multiplicity", "report"),
        List.of("inference.contrast"));

    private static final List<String> ROOMS_OPEN_TO_NODES = List.of("error", "frame", "formula", "family", "covariance",
        "model", "predict", "diagnose", "inference", "inference.means", "inference.multiplicity", "inference.contrast",
        "report");

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("org.glmm", "org.knime");
    }

    @Test
    void engineIsPlainJavaOverItsTwoLibraries() {
        classes().that().resideInAPackage(ENGINE + "..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage(ENGINE + "..", "java..", "org.ejml..", "org.apache.commons.math3..")
            .check(classes);
    }

    @Test
    void everyEngineClassHasItsRoom() {
        var rooms = Stream.concat(Stream.of(ENGINE), allRooms().map(ArchitectureTest::room)).toArray(String[]::new);
        classes().that().resideInAPackage(ENGINE + "..").should().resideInAnyPackage(rooms).check(classes);
    }

    @ParameterizedTest
    @MethodSource("floors")
    void roomsKnowOnlyLowerFloors(int floor) {
        for (var room : FLOORS.get(floor)) {
            var allowed = Stream.concat(Stream.of(room), FLOORS.subList(0, floor).stream().flatMap(List::stream))
                .map(ArchitectureTest::room).toArray(String[]::new);
            noClasses().that().resideInAPackage(room(room))
                .should().dependOnClassesThat(resideInAPackage(ENGINE + "..").and(not(resideInAnyPackage(allowed))))
                .check(classes);
        }
    }

    @Test
    void nodesKnowNoEngineInternals() {
        var allowed = Stream.concat(
            Stream.of(ENGINE, "org.glmm.knime..", "org.knime..", "java..", "javax.swing.."),
            ROOMS_OPEN_TO_NODES.stream().map(ArchitectureTest::room)).toArray(String[]::new);
        classes().that().resideInAPackage("org.glmm.knime..")
            .should().onlyDependOnClassesThat().resideInAnyPackage(allowed)
            .check(classes);
    }

    @Test
    void embeddedKnimeKnowsNeitherEngineNorNodes() {
        noClasses().that().resideInAnyPackage("org.knime..", "org.glmm.headless..")
            .should().dependOnClassesThat().resideInAnyPackage(ENGINE + "..", "org.glmm.knime..")
            .check(classes);
    }

    @Test
    void ourPackagesFormNoCycle() {
        slices().matching("org.glmm.(**)").should().beFreeOfCycles().check(classes);
    }

    static IntStream floors() {
        return IntStream.range(0, FLOORS.size());
    }

    private static Stream<String> allRooms() {
        return FLOORS.stream().flatMap(List::stream);
    }

    private static String room(String name) {
        return ENGINE + "." + name;
    }
}
