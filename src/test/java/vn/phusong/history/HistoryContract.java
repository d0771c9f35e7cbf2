package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.history.SmallWorld.MINUTE;
import static vn.phusong.history.SmallWorld.START;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.RememberedJournal;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Reading;

/** What every history must keep, whatever it is written in. */
abstract class HistoryContract {
    private static final Span HOUR = new Span(START, START + 60 * MINUTE, 5 * MINUTE);

    @TempDir
    Path folder;

    RememberedJournal journal;
    History history;

    /** Opens the history in {@code folder}; a second time, what the first left. */
    abstract History open(Path folder, HistorySettings settings, Roster roster) throws Exception;

    /** What it is opened with. */
    HistorySettings settings() {
        return HistorySettings.DEFAULT;
    }

    /** How many steps it lets go of one day in, at least: one for a store that lets go by itself. */
    int leastSlicesOfADay() {
        return 1;
    }

    /** All of it as one text, in an order that does not depend on how it was filled. */
    abstract String digest(Path folder) throws Exception;

    @BeforeEach
    void open() throws Exception {
        journal = new RememberedJournal();
        history = open(folder, settings(), new SmallWorld());
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void an_empty_history_has_nothing_and_says_so() throws Exception {
        assertEquals(new History.Cursor(0, 0), history.cursor());
        assertEquals(0, history.reachesBackTo());
        assertEquals(List.of(), history.samples("gn-1", null, HOUR));
        assertEquals(List.of(), history.standings("gn-1", 0, START, History.TODAY, 10));
        assertEquals(List.of(), history.incidents(null, 0, START, History.TODAY, 10));
    }

    @Test
    void samples_come_by_operator_with_every_bucket_and_gaps_are_gaps() throws Exception {
        read(SmallWorld.mobile("probe-1", START + MINUTE, START + MINUTE, -90));
        read(SmallWorld.mobile("probe-1", START + 2 * MINUTE, START + 2 * MINUTE, -100));
        read(SmallWorld.mobile("probe-2", START + 2 * MINUTE, START + 2 * MINUTE, -50));
        fill();

        List<SignalSeries> all = history.samples("gn-1", null, HOUR);
        assertEquals(List.of("45201", "viettel", "vinaphone"), operators(all));
        SignalSeries viettel = history.samples("gn-1", "viettel", HOUR).get(0);
        assertEquals(12, viettel.buckets().size());
        assertEquals(
                new SignalSeries.Bucket(START, 2, 2, -100, -95, -90),
                viettel.buckets().get(0));
        assertEquals(0, viettel.buckets().get(1).samples());
        assertTrue(Float.isNaN(viettel.buckets().get(1).meanDbm()));
    }

    @Test
    void measured_without_signal_is_no_gap() throws Exception {
        Mobile lost = new Mobile(List.of(SmallWorld.noService("45204")), null, null);
        read(new Reading("probe-1", "probe-1", START, START, 1, lost));
        fill();

        SignalSeries.Bucket bucket =
                history.samples("gn-1", "viettel", HOUR).get(0).buckets().get(0);
        assertEquals(1, bucket.samples());
        assertEquals(0, bucket.levels());
    }

    @Test
    void the_fibre_of_a_village_counts_lines_not_readings() throws Exception {
        read(SmallWorld.fibre("ont-1", START, START, -20, true));
        read(SmallWorld.fibre("ont-1", START + MINUTE, START + MINUTE, -22, true));
        read(SmallWorld.fibre("ont-6", START, START, -24, true));
        read(SmallWorld.fibre("ont-6", START + MINUTE, START + MINUTE, -24, false));
        fill();

        List<FibreBucket> buckets = history.fibre("gn-1", HOUR);
        assertEquals(new FibreBucket(START, 2, 1, -24, -22.5f), buckets.get(0));
        assertEquals(12, buckets.size());
        assertEquals(0, buckets.get(11).heard());
    }

    @Test
    void applying_the_same_again_changes_nothing() throws Exception {
        journal = SmallWorld.journal(7, 60);
        fill();
        String once = digest();
        history.apply(journal.after(0, 1000));
        history.apply(journal.after(30, 1000));
        assertEquals(once, digest());
    }

    @Test
    void a_reading_that_comes_twice_in_the_journal_is_one_row_and_the_first_wins() throws Exception {
        read(SmallWorld.mobile("probe-1", START, START, -90));
        read(SmallWorld.mobile("probe-1", START, START + MINUTE, -92));
        fill();
        read(SmallWorld.mobile("probe-1", START, START + 2 * MINUTE, -94));
        fill();
        read(SmallWorld.mobile("probe-1", START, START + 72 * 60 * MINUTE, -96));
        fill();
        SignalSeries.Bucket bucket =
                history.samples("gn-1", "viettel", HOUR).get(0).buckets().get(0);
        assertEquals(new SignalSeries.Bucket(START, 1, 1, -90, -90, -90), bucket);
    }

    @Test
    void the_size_of_the_batches_does_not_show() throws Exception {
        journal = SmallWorld.journal(11, 90);
        history.apply(journal.after(0, 1000));
        String atOnce = digest();
        Path other = folder.resolve("other");
        assertTrue(other.toFile().mkdir());
        history.close();
        history = open(other, settings(), new SmallWorld());
        for (int i = 0; i < 90; i += 7) {
            history.apply(journal.after(i, 7));
        }
        history.close();
        assertEquals(atOnce, digest(other));
    }

    @Test
    void nothing_once_reported_is_overwritten() throws Exception {
        stand(Standing.UNKNOWN, Standing.COVERED, START);
        stand(Standing.COVERED, Standing.UNCOVERED, START + 90 * MINUTE);
        fill();

        List<StandingSpan> before = history.standings("gn-1", START, START + MINUTE, START + MINUTE, 10);
        assertEquals(1, before.size());
        assertEquals(-1, before.get(0).to());
        assertEquals(1, before.get(0).revision());
        List<StandingSpan> today = history.standings("gn-1", START, START + 100 * MINUTE, History.TODAY, 10);
        assertEquals(2, today.size());
        assertEquals(
                new StandingSpan(
                        "mobile",
                        null,
                        null,
                        Standing.COVERED,
                        START,
                        START + 90 * MINUTE,
                        START + 90 * MINUTE,
                        2,
                        "r"),
                today.get(0));
        assertEquals(Standing.UNCOVERED, today.get(1).standing());
        assertEquals(-1, today.get(1).to());
    }

    @Test
    void an_incident_comes_in_its_newest_revision_known_then() throws Exception {
        tell(SmallWorld.incident("gn-1", 1, START));
        tell(SmallWorld.incident("gn-1", 3, START + 60 * MINUTE));
        fill();

        List<Incident> then = history.incidents("gn-1", START, START + 1, START + MINUTE, 10);
        assertEquals(List.of(SmallWorld.incident("gn-1", 1, START)), then);
        List<Incident> today = history.incidents(null, 0, START + 100 * MINUTE, History.TODAY, 10);
        assertEquals(List.of(SmallWorld.incident("gn-1", 3, START + 60 * MINUTE)), today);
        assertEquals(List.of(), history.incidents("gn-2", 0, START * 2, History.TODAY, 10));
    }

    @Test
    void rollups_come_back_as_they_were() throws Exception {
        Rollup rollup = new Rollup("gn-1", "viettel", START, 4, 1, 0, -480.5, 5);
        journal.add(new Event.Tick(START), new Effects(List.of(), List.of(), List.of(), List.of(rollup), List.of()));
        fill();
        assertEquals(List.of(rollup), history.rollups("gn-1", START, START + 1, 10));
        assertEquals(List.of(), history.rollups("gn-1", START + 1, START + 2, 10));
    }

    @Test
    void what_is_too_old_goes_in_slices_and_standings_stay() throws Exception {
        stand(Standing.UNKNOWN, Standing.COVERED, START);
        for (long hour = 0; hour < 48; hour++) {
            read(SmallWorld.mobile("probe-1", START + hour * 60 * MINUTE, START + hour * 60 * MINUTE, -90));
        }
        fill();
        assertEquals(START, history.reachesBackTo());
        long now = START + settings().rawKeptMs() + 24 * 60 * MINUTE;
        int slices = 1;
        while (history.trim(now)) {
            slices++;
        }
        assertTrue(slices >= leastSlicesOfADay(), "slices: " + slices);
        assertEquals(24, samples(new Span(START, START + 48 * 60 * MINUTE, 60 * MINUTE)));
        assertEquals(START + 24 * 60 * MINUTE, history.reachesBackTo());
        assertEquals(
                1, history.standings("gn-1", 0, START * 2, History.TODAY, 10).size());
        assertFalse(history.trim(now));
    }

    @Test
    void what_was_filled_is_there_after_a_restart() throws Exception {
        journal = SmallWorld.journal(13, 40);
        fill();
        String before = digest();
        history = open(folder, settings(), new SmallWorld());
        assertEquals(40, history.cursor().position());
        journal = SmallWorld.journal(13, 60);
        fill();
        assertNotEquals(before, digest());
    }

    /** Days, weeks, months, years and the department's periods from the 15th to the 14th begin at midnight of +07:00, which is 17:00 in UTC. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "2026-03-02", // a day, and a Monday
                "2026-03-15", // a period
                "2026-04-01", // after a month of 31 days
                "2027-01-01", // a year
                "2024-02-29", // a day others do not have
                "2024-03-01", // after it
                "2024-03-15", // a period that had it
                "2100-03-01" // a century without one
            })
    void what_is_of_before_midnight_here_is_of_the_day_before(String day) throws Exception {
        long midnight = LocalDate.parse(day)
                .atStartOfDay(ZoneOffset.ofHours(7))
                .toInstant()
                .toEpochMilli();
        assertEquals(17 * 60 * MINUTE, midnight % (24 * 60 * MINUTE));
        long hour = 60 * MINUTE;
        for (long at : List.of(midnight - 24 * hour, midnight - 1, midnight, midnight + 24 * hour - 1)) {
            read(SmallWorld.mobile("probe-1", at, at, -90));
            read(SmallWorld.fibre("ont-1", at, at, -20, true));
        }
        stand(Standing.UNKNOWN, Standing.COVERED, midnight - 24 * hour);
        stand(Standing.COVERED, Standing.UNCOVERED, midnight);
        Rollup last = new Rollup("gn-1", "viettel", midnight - 5 * MINUTE, 4, 1, 0, -480.5, 5);
        Rollup first = new Rollup("gn-1", "viettel", midnight, 0, 0, 5, 0, 0);
        journal.add(
                new Event.Tick(midnight + hour),
                new Effects(List.of(), List.of(), List.of(), List.of(last, first), List.of()));
        fill();

        Span before = new Span(midnight - 24 * hour, midnight, hour);
        Span after = new Span(midnight, midnight + 24 * hour, hour);
        for (Span of : List.of(before, after)) {
            List<SignalSeries.Bucket> buckets =
                    history.samples("gn-1", "viettel", of).get(0).buckets();
            assertEquals(24, buckets.size());
            assertEquals(2, samples(of));
            assertEquals(of.from(), buckets.get(0).from());
            assertEquals(1, buckets.get(0).samples());
            assertEquals(1, buckets.get(23).samples());
            List<FibreBucket> lines = history.fibre("gn-1", of);
            assertEquals(1, lines.get(0).heard());
            assertEquals(1, lines.get(23).heard());
            assertEquals(2, lines.stream().mapToInt(FibreBucket::heard).sum());
        }
        assertEquals(List.of(last), history.rollups("gn-1", before.from(), before.to(), 10));
        assertEquals(List.of(first), history.rollups("gn-1", after.from(), after.to(), 10));
        assertEquals(List.of(Standing.COVERED), standings(before));
        assertEquals(List.of(Standing.UNCOVERED), standings(after));
    }

    private List<Standing> standings(Span span) throws HistoryTrouble {
        return history.standings("gn-1", span.from(), span.to(), History.TODAY, 10).stream()
                .map(StandingSpan::standing)
                .toList();
    }

    @Test
    void set_back_to_the_beginning_it_is_filled_again_to_the_same() throws Exception {
        journal = SmallWorld.journal(19, 60);
        fill();
        String once = digest();
        history.rewind();
        assertEquals(0, history.cursor().position());
        history.apply(journal.after(0, 25));
        history.apply(journal.after(25, 1000));
        assertEquals(once, digest());
    }

    String digest() throws Exception {
        history.close();
        String digest = digest(folder);
        history = open(folder, settings(), new SmallWorld());
        return digest;
    }

    void fill() throws Exception {
        List<JournalReader.Entry> entries = journal.after(history.cursor().position(), 1000);
        history.apply(entries);
    }

    void read(Reading reading) {
        journal.add(new Event.Readings(reading.receivedAt(), List.of(reading)), Effects.NONE);
    }

    private void stand(Standing from, Standing to, long at) {
        StandingChange change = new StandingChange("mobile", "gn-1", null, null, from, to, at, "r");
        journal.add(new Event.Tick(at), new Effects(List.of(change), List.of(), List.of(), List.of(), List.of()));
    }

    private void tell(Incident incident) {
        journal.add(
                new Event.Tick(incident.at()),
                new Effects(List.of(), List.of(incident), List.of(), List.of(), List.of()));
    }

    private int samples(Span span) throws HistoryTrouble {
        return history.samples("gn-1", "viettel", span).get(0).buckets().stream()
                .mapToInt(SignalSeries.Bucket::samples)
                .sum();
    }

    private static List<String> operators(List<SignalSeries> series) {
        return series.stream().map(SignalSeries::operator).toList();
    }
}
