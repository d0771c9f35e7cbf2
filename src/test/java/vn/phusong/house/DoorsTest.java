package vn.phusong.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The doors between the rooms, held over the real house and seen to go red over a planted one. */
class DoorsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vn.phusong");
    private static final String PLANTED_ROOT = "vn.phusong.house.planted";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

    private final Doors planted = new Doors(PLANTED_ROOT);

    @TestFactory
    Stream<DynamicTest> the_house_keeps_its_doors() {
        return new Doors("vn.phusong")
                .rules().stream().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(HOUSE)));
    }

    @Test
    void the_house_that_is_looked_at_is_not_empty() {
        assertTrue(HOUSE.contain("vn.phusong.Main"));
        assertFalse(HOUSE.contain("vn.phusong.house.DoorsTest"), "tests may open what they like");
    }

    @Test
    void a_core_room_that_opens_a_shell_room_is_caught() {
        ArchRule rule = planted.opensOnly("coverage", Set.of("reading", "village"));
        assertCaught(rule, "planted.coverage.KnowsTheWeb", "planted.web.Page");
    }

    @Test
    void a_core_room_that_opens_a_file_a_socket_or_a_thread_is_caught() {
        ArchRule rule = planted.isArithmetic("coverage");
        assertCaught(rule, "planted.coverage.OpensAFile", "java.nio.file.Files");
        assertCaught(rule, "planted.coverage.OpensASocket", "java.net.Socket");
        assertCaught(rule, "planted.coverage.StartsAThread", "java.util.concurrent.Executors");
        assertCaught(rule, "planted.coverage.KnowsVertx", "io.vertx.core.Future");
    }

    @Test
    void a_core_room_that_looks_at_the_clock_is_caught() {
        assertCaught(planted.hasNoClock("coverage"), "planted.coverage.LooksAtTheClock", "java.time.Instant.now()");
    }

    @Test
    void arithmetic_over_arrays_records_and_enums_is_not_caught() {
        String report = report(planted.isArithmetic("coverage")) + report(planted.hasNoClock("coverage"));
        assertFalse(report.contains("coverage.Arithmetic"), report);
    }

    @Test
    void shell_rooms_that_know_each_other_are_caught() {
        ArchRule rule = planted.opensOnly("alert", Set.of("journal"));
        assertCaught(rule, "planted.alert.KnowsTheWeb", "planted.web.Page");
    }

    @Test
    void a_room_that_knows_the_hall_is_caught() {
        assertCaught(planted.noRoomKnowsTheHall(), "planted.web.KnowsTheHall", "planted.Hall");
    }

    @Test
    void two_rooms_that_open_each_other_are_caught() {
        assertCaught(planted.noCycles(), "web", "alert");
    }

    @Test
    void a_package_that_is_no_room_of_the_table_is_caught() {
        assertCaught(planted.noStrayRoom(), "planted.attic.Drawer", "attic");
    }

    @Test
    void the_real_rules_go_red_as_a_whole_over_the_planted_house() {
        long red = planted.rules().stream()
                .filter(rule -> rule.evaluate(PLANTED).hasViolation())
                .count();
        assertEquals(8, red, "coverage's three, alert's, web's, the hall's, the stray room's and the cycle's");
    }

    private static void assertCaught(ArchRule rule, String culprit, String opened) {
        String report = report(rule);
        assertTrue(report.contains(culprit), report);
        assertTrue(report.contains(opened), report);
    }

    private static String report(ArchRule rule) {
        EvaluationResult result = rule.evaluate(PLANTED);
        return String.join("\n", result.getFailureReport().getDetails());
    }
}
