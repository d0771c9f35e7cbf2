package vn.phusong.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may open whose door: the table of rooms under one root package.
 *
 * <p>The root is an argument, so that the same rules can be seen to go red over planted classes.
 */
record Doors(String root) {
    private static final Set<String> CORE = Set.of("reading", "village", "coverage", "incident", "engine");

    /** What a core room may import besides the core rooms it may open: arithmetic and annotations. */
    private static final List<String> ARITHMETIC =
            List.of("java..", "org.jspecify.annotations..", "com.google.errorprone.annotations..");

    /** The parts of {@code java} that reach out of the process, wait, or keep another thread. */
    private static final String[] NOT_ARITHMETIC = {
        "java.net..",
        "java.nio.channels..",
        "java.nio.file..",
        "java.rmi..",
        "java.sql..",
        "java.util.concurrent..",
        "java.util.logging..",
        "java.util.prefs..",
    };

    private static final Set<String> NOT_ARITHMETIC_EITHER = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.PrintStream",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.time.Clock",
            "java.util.Timer");

    private static final Set<String> CLOCKS = Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "randomUUID");

    static final Map<String, Set<String>> TABLE = table();

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new TreeMap<>();
        table.put("reading", Set.of());
        table.put("village", Set.of("reading"));
        table.put("coverage", Set.of("reading", "village"));
        table.put("incident", Set.of("reading", "village", "coverage"));
        table.put("engine", Set.of("reading", "village", "coverage", "incident"));
        table.put("journal", CORE);
        table.put("ingest", with(CORE, "journal"));
        table.put("history", with(CORE, "journal"));
        table.put("alert", with(CORE, "journal"));
        table.put("web", with(CORE, "journal", "history"));
        table.put("report", with(CORE, "journal", "history"));
        table.put("simulate", Set.of("reading", "village"));
        table.put("backtest", with(CORE, "journal"));
        table.put("score", with(CORE, "simulate"));
        return table;
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        return Stream.concat(rooms.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** Every rule of the house; each allows a room that is still empty. */
    List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        TABLE.forEach((room, mayOpen) -> rules.add(opensOnly(room, mayOpen)));
        CORE.stream().sorted().forEach(room -> rules.add(isArithmetic(room)));
        CORE.stream().sorted().forEach(room -> rules.add(hasNoClock(room)));
        rules.add(noRoomKnowsTheHall());
        rules.add(noStrayRoom());
        rules.add(noCycles());
        return rules;
    }

    ArchRule opensOnly(String room, Set<String> mayOpen) {
        String[] closed = TABLE.keySet().stream()
                .filter(other -> !other.equals(room) && !mayOpen.contains(other))
                .map(this::inside)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(closed)
                .as(room + " opens only the doors of " + mayOpen)
                .allowEmptyShould(true);
    }

    ArchRule isArithmetic(String room) {
        List<String> allowed = new ArrayList<>(ARITHMETIC);
        CORE.forEach(core -> allowed.add(inside(core)));
        return classes()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .onlyDependOnClassesThat(areArithmetic(allowed.toArray(String[]::new)))
                .as(room + " is arithmetic: no log, no socket, no file, no thread, no JSON")
                .allowEmptyShould(true);
    }

    /** Time arrives as an argument, and chance from a seed. */
    ArchRule hasNoClock(String room) {
        return noClasses()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "reads a clock or rolls a die",
                        call -> CLOCKS.contains(call.getTarget().getName())
                                && call.getTarget().getOwner().getPackageName().startsWith("java.")))
                .as(room + " has no clock: time arrives as an argument")
                .allowEmptyShould(true);
    }

    ArchRule noRoomKnowsTheHall() {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root)
                .as("no room knows the hall")
                .allowEmptyShould(true);
    }

    /** A package under the root that no row of the table names has no doors, so it is not a room. */
    ArchRule noStrayRoom() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .resideOutsideOfPackages(
                        Stream.concat(Stream.of(root), Stream.of(rooms())).toArray(String[]::new))
                .as("every package is a room of the table")
                .allowEmptyShould(true);
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private String[] rooms() {
        return TABLE.keySet().stream().map(this::inside).toArray(String[]::new);
    }

    private String inside(String room) {
        return root + "." + room + "..";
    }

    private static DescribedPredicate<JavaClass> areArithmetic(String... packages) {
        DescribedPredicate<JavaClass> open = resideInAnyPackage(packages);
        DescribedPredicate<JavaClass> closed = resideInAnyPackage(NOT_ARITHMETIC);
        return DescribedPredicate.describe("are plain Java or a core room", type -> {
            JavaClass element = type.getBaseComponentType();
            boolean isNamed = open.test(element) && !closed.test(element);
            return element.isPrimitive() || (isNamed && !NOT_ARITHMETIC_EITHER.contains(element.getName()));
        });
    }
}
