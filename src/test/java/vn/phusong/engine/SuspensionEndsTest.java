package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.DeviceFlags;
import vn.phusong.coverage.FlagKind;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Content;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** A suspended SIM whose word that it was restored never came: what its readings say instead. */
class SuspensionEndsTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = Province.T0;

    private final Province province = new Province()
            .village("v1", 100)
            .probe("p1", "v1", MINUTE, "viettel", "vinaphone")
            .begin();
    private final Mobile home = Province.good("45204", "45202");

    private static Mobile refused() {
        return registered(Registration.DENIED);
    }

    private static Mobile registered(Registration second) {
        Radio one = Province.good("45204").radio().get(0);
        Radio two = Province.good("45202").radio().get(0);
        Radio other = new Radio(two.plmn(), null, two.rat(), second, two.levels(), two.nr(), -1, -1, null);
        return new Mobile(List.of(one, other), null, null);
    }

    private Mobile tested(String plmn, double downBitPerS) {
        return new Mobile(home.radio(), new ActiveTest(plmn, downBitPerS, 1e6, 0.05, 0), null);
    }

    /** One reading a minute; ends at the returned minute. */
    @CanIgnoreReturnValue
    private int speak(int from, int minutes, Content content) {
        for (int minute = from; minute < from + minutes; minute++) {
            assertEquals(Outcome.COMMITTED, province.say("p1", minute, content));
            province.tick(minute);
        }
        return from + minutes;
    }

    private int suspended() {
        int minute = speak(0, 30, home);
        assertEquals(Standing.COVERED, v1().standing());
        assertEquals(Outcome.COMMITTED, province.say("p1", minute, Province.event(EventKind.SIM_SUSPENDED)));
        return speak(minute + 1, 120, refused());
    }

    private List<FlagKind> flags() {
        List<FlagKind> kinds = new ArrayList<>();
        for (DeviceFlags flagged : province.engine.picture(1).flagged()) {
            flagged.flags().forEach(flag -> kinds.add(flag.kind()));
        }
        return kinds;
    }

    private VillageCoverage v1() {
        return Objects.requireNonNull(province.engine.picture(1).villages().get("v1"));
    }

    @Test
    void the_network_that_refused_it_has_let_every_sim_in_again_for_an_hour() {
        int minute = suspended();
        assertEquals(Standing.COVERED, v1().standing(), "by the other SIM");
        assertEquals(Standing.UNKNOWN, v1().ofOperator("vinaphone"));
        minute = speak(minute, 60, home);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags());
        minute = speak(minute, 1, home);
        assertEquals(List.of(), flags());
        minute = speak(minute, 20, home);
        assertEquals(Standing.COVERED, v1().ofOperator("vinaphone"));
        speak(minute, 40, Province.bad("45204", "45202"));
        assertEquals(Standing.UNCOVERED, v1().standing(), "an outage after it is seen");
    }

    @Test
    void while_one_sim_is_refused_the_others_speak_for_their_operators() {
        int minute = suspended();
        Radio noService =
                new Radio("45204", null, Rat.NONE, Registration.SEARCHING, Levels.ABSENT, Levels.ABSENT, -1, -1, null);
        speak(minute, 40, new Mobile(List.of(noService, refused().radio().get(1)), null, null));
        assertEquals(Standing.UNCOVERED, v1().ofOperator("viettel"), "its outage is one");
        assertEquals(Standing.UNKNOWN, v1().ofOperator("vinaphone"));
        assertEquals(Standing.UNKNOWN, v1().standing(), "what the other would see nobody knows");
        assertEquals(
                "VinaPhone: SIM của thiết bị đo bị khóa từ 00:30 01/01/2026; số đo qua SIM này không dùng để kết luận về thôn.",
                province.engine.picture(1).flagged().get(0).flags().get(0).vi());
    }

    @Test
    void where_more_words_came_than_sims_were_refused_each_may_be_suspended() {
        int minute = speak(0, 30, home);
        assertEquals(Outcome.COMMITTED, province.say("p1", minute, Province.event(EventKind.SIM_SUSPENDED)));
        assertEquals(Outcome.COMMITTED, province.say("p1", minute + 1, Province.event(EventKind.SIM_SUSPENDED)));
        minute = speak(minute + 2, 60, refused());
        assertEquals(Standing.UNKNOWN, v1().standing());
        speak(minute, 60, registered(Registration.HOME));
        assertEquals(Standing.UNKNOWN, v1().standing());
    }

    @Test
    void one_refusal_lets_the_hour_begin_anew() {
        int minute = speak(suspended(), 59, home);
        minute = speak(minute, 1, refused());
        minute = speak(minute, 60, home);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags());
        speak(minute, 1, home);
        assertEquals(List.of(), flags());
    }

    @Test
    void a_sim_that_only_searches_is_not_let_in() {
        int minute = speak(suspended(), 59, home);
        minute = speak(minute, 1, registered(Registration.SEARCHING));
        speak(minute, 60, home);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags());
    }

    @Test
    void of_a_sim_that_does_not_speak_nobody_knows() {
        speak(suspended(), 180, Province.good("45204"));
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags());
    }

    @Test
    void a_sim_that_never_was_refused_need_not_be_served() {
        Radio noService =
                new Radio("45204", null, Rat.NONE, Registration.SEARCHING, Levels.ABSENT, Levels.ABSENT, -1, -1, null);
        Mobile lone = new Mobile(List.of(noService, home.radio().get(1)), null, null);
        speak(suspended(), 61, lone);
        assertEquals(List.of(), flags(), "an operator without service here says nothing of the other's contract");
    }

    @Test
    void case_17_where_no_network_ever_refused_it_being_let_in_says_nothing() {
        int minute = speak(0, 30, home);
        assertEquals(Outcome.COMMITTED, province.say("p1", minute, Province.event(EventKind.SIM_SUSPENDED)));
        speak(minute + 1, 180, home);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags(), "a quota that is used up lets the SIM in");
    }

    @Test
    void let_in_and_yet_without_data_it_is_not_back() {
        int minute = speak(suspended(), 59, home);
        minute = speak(minute, 1, tested("45202", 0));
        minute = speak(minute, 30, home);
        minute = speak(minute, 1, tested("45204", 0));
        minute = speak(minute, 1, tested("45202", Double.NaN));
        minute = speak(minute, 27, home);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags());
        speak(minute, 2, home);
        assertEquals(List.of(), flags());
    }

    @Test
    void what_a_backlog_says_of_before_the_newest_says_nothing_of_it() {
        int minute = suspended() + 200;
        speak(minute, 1, refused());
        for (int late = minute - 150; late < minute - 20; late++) {
            assertEquals(Outcome.COMMITTED, province.say("p1", late, minute + 1, home));
        }
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags());
        speak(minute + 2, 59, home);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags(), "the hour begins after the refusal");
    }

    @Test
    void a_word_that_it_is_suspended_again_begins_it_anew() {
        int minute = speak(suspended(), 61, home);
        assertEquals(List.of(), flags());
        assertEquals(Outcome.COMMITTED, province.say("p1", minute, Province.event(EventKind.SIM_SUSPENDED)));
        speak(minute + 1, 120, home);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flags());
    }

    @Test
    void a_restart_in_between_changes_nothing() {
        int minute = suspended();
        minute = speak(minute, 30, home);
        Engine other = Engine.restore(province.engine.allRows());
        for (; !flags().isEmpty(); minute++) {
            long at = T0 + minute * MINUTE;
            Event event = new Event.Readings(at, List.of(new Reading("p1", "p1", at, at, -1, home)));
            assertEquals(province.step(event), other.step(event));
            assertEquals(flags().isEmpty(), other.picture(1).flagged().isEmpty(), "minute " + minute);
            List<SnapshotRow> rows = province.engine.allRows();
            for (int i = 0; i < rows.size(); i++) {
                assertArrayEquals(rows.get(i).value(), other.allRows().get(i).value());
            }
        }
        assertEquals(30 + 1 + 120 + 61, minute);
    }
}
