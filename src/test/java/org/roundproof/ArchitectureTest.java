package org.roundproof;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the house: which room may use which. */
class ArchitectureTest {
    private static final String ROOT = "org.roundproof.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.roundproof");

    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("format", List.of());
        MAY_USE.put("simd", List.of());
        MAY_USE.put("random", List.of("simd"));
        MAY_USE.put("stats", List.of());
        MAY_USE.put("quantizer", List.of("quantizer.model", "format", "random"));
        MAY_USE.put("quantizer.model", List.of("quantizer", "format", "random"));
        MAY_USE.put("problem", List.of("random"));
        MAY_USE.put("sgd", List.of("quantizer", "quantizer.model", "problem", "format", "random"));
        MAY_USE.put("sgd.exact", List.of("sgd", "quantizer", "quantizer.model", "problem", "format", "random"));
        MAY_USE.put("sgd.fast", List.of("sgd", "quantizer", "quantizer.model", "problem", "format", "random", "simd"));
        MAY_USE.put(
                "sgd.certified",
                List.of("sgd", "sgd.exact", "sgd.fast", "quantizer", "quantizer.model", "problem", "format", "random"));
        MAY_USE.put("theory", List.of("quantizer", "quantizer.model", "problem", "sgd", "format", "random"));
        MAY_USE.put(
                "audit",
                List.of(
                        "format",
                        "random",
                        "stats",
                        "quantizer",
                        "quantizer.model",
                        "problem",
                        "sgd",
                        "sgd.exact",
                        "sgd.fast",
                        "sgd.certified",
                        "theory"));
        List<String> judged =
                List.of("format", "random", "stats", "quantizer", "quantizer.model", "problem", "sgd", "sgd.exact");
        MAY_USE.put("conformance", judged);
        for (String room : List.of("conformance.vectors", "conformance.oracle", "conformance.diagnosis")) {
            MAY_USE.put(room, with(judged, "conformance"));
        }
        MAY_USE.put("conformance.check", with(judged, "conformance", "conformance.diagnosis"));
        MAY_USE.put("report", List.of("audit", "conformance"));
        // black boxes are judged by the statistics of conformance; a copy of them would be worse than the dependency
        MAY_USE.put("testkit", with(judged, "conformance"));
    }

    private static List<String> with(List<String> rooms, String... more) {
        return Stream.concat(rooms.stream(), Stream.of(more)).toList();
    }

    /** A package that no rule speaks of would be free to use everything. */
    @Test
    void everyPackageIsARoom() {
        Set<String> packages =
                CLASSES.stream().map(c -> c.getPackageName()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> rooms = new TreeSet<>();
        MAY_USE.keySet().forEach(room -> rooms.add(ROOT + room));
        rooms.addAll(List.of("org.roundproof", ROOT + "cli"));
        assertEquals(rooms, packages);
    }

    @TestFactory
    Stream<DynamicTest> roomsUseOnlyWhatTheyMay() {
        List<String> rooms = new ArrayList<>(MAY_USE.keySet());
        rooms.add("cli");
        return MAY_USE.entrySet().stream().map(entry -> {
            String room = entry.getKey();
            String[] forbidden = rooms.stream()
                    .filter(other -> !other.equals(room) && !entry.getValue().contains(other))
                    .map(other -> ROOT + other)
                    .toArray(String[]::new);
            return DynamicTest.dynamicTest(room, () -> noClasses()
                    .that()
                    .resideInAPackage(ROOT + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .because(room + " may use only " + entry.getValue() + ", not " + Arrays.toString(forbidden))
                    .check(CLASSES));
        });
    }

    /** Java may be started without the incubator module: only classes that are loaded by name, where it is there, need it. */
    @Test
    void incubatorModuleIsNeededInOnePlace() {
        noClasses()
                .that()
                .haveNameNotMatching("org\\.roundproof\\.simd\\.Incubator.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("org\\.roundproof\\.simd\\.Incubator.*")
                .check(CLASSES);
    }

    /** jqwik is an optional dependency: without it everything but the test kit works. */
    @Test
    void onlyTheTestKitNeedsJqwik() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "testkit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.jqwik..", ROOT + "testkit")
                .check(CLASSES);
    }

    /** {@code BigFraction.compareTo} of Commons Numbers 1.2 puts −2 above −1 ({@code LibraryTrapsTest}): subtract instead. */
    @Test
    void fractionsAreNotComparedByTheLibrary() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(BigFraction.class))).and(target(name("compareTo"))))
                .because("a.subtract(b).signum() is right for negative fractions as well")
                .check(CLASSES);
    }

    /** The fast engine decides no rounding through {@code quantizer}: agreement with it must be evidence. */
    @TestFactory
    Stream<DynamicTest> fastEngineHasItsOwnRounding() {
        return Stream.of("quantize", "distribution", "at")
                .map(method -> DynamicTest.dynamicTest(method, () -> noClasses()
                        .that()
                        .resideInAPackage(ROOT + "sgd.fast")
                        .should()
                        .callMethodWhere(target(name(method)).and(target(owner(resideInAPackage(ROOT + "quantizer")))))
                        .check(CLASSES)));
    }
}
