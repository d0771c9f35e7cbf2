package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Numbering.Gap;

/** The numbers of one device and its days: what never came, and what became of the rest. */
class NumberingTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final int DAY = Ledger.dayOf(T0);

    private final Numbering numbers = new Numbering();
    private final Ledger ledger = new Ledger();

    private void stored(long seq, long minute) {
        numbers.stored(seq, T0 + minute * MINUTE, MINUTE, ledger);
    }

    private long lost() {
        return ledger.days().stream().mapToLong(Ledger.Day::lost).sum();
    }

    @Test
    void what_is_numbered_without_a_gap_lost_nothing() {
        stored(7, 0);
        stored(8, 1);
        stored(9, 1);
        assertEquals(List.of(), numbers.gaps());
        assertEquals(0, numbers.restarts());
        assertEquals(0, lost());
    }

    @Test
    void a_gap_is_named_by_its_ends_and_filled_from_either_end_or_split() {
        stored(10, 0);
        stored(16, 6);
        assertEquals(List.of(new Gap(11, 15, DAY)), numbers.gaps());
        assertEquals(5, lost());
        stored(11, 1);
        assertEquals(List.of(new Gap(12, 15, DAY)), numbers.gaps());
        stored(15, 5);
        assertEquals(List.of(new Gap(12, 14, DAY)), numbers.gaps());
        stored(13, 3);
        assertEquals(List.of(new Gap(14, 14, DAY), new Gap(12, 12, DAY)), numbers.gaps());
        stored(13, 3);
        stored(14, 4);
        stored(12, 2);
        assertEquals(List.of(), numbers.gaps());
        assertEquals(0, lost());
        stored(17, 7);
        assertEquals(List.of(), numbers.gaps(), "it goes on where it was");
    }

    @Test
    void a_lower_number_with_a_later_time_is_a_restart_and_one_of_the_same_time_is_not() {
        stored(100, 10);
        stored(50, 10);
        assertEquals(0, numbers.restarts());
        stored(51, 11);
        assertEquals(1, numbers.restarts());
        stored(53, 13);
        assertEquals(List.of(new Gap(52, 52, DAY)), numbers.gaps());
        stored(53, 14);
        assertEquals(1, numbers.restarts(), "the same number again restarts nothing");
        assertEquals(1, lost());
    }

    @Test
    void a_higher_number_of_an_earlier_time_fills_a_gap_and_moves_nothing() {
        stored(10, 10);
        stored(20, 20);
        stored(25, 19);
        assertEquals(List.of(new Gap(11, 19, DAY)), numbers.gaps());
        stored(21, 21);
        assertEquals(List.of(new Gap(11, 19, DAY)), numbers.gaps());
        stored(23, 21);
        assertEquals(
                List.of(new Gap(22, 22, DAY), new Gap(11, 19, DAY)), numbers.gaps(), "of the same time it is ahead");
    }

    @Test
    void a_jump_of_more_than_could_have_been_sent_is_another_numbering() {
        stored(0, 0);
        stored(1000 + 10 * 5 + 1, 5);
        assertEquals(List.of(new Gap(1, 1050, DAY)), numbers.gaps());
        assertEquals(0, numbers.restarts());
        stored(1051 + 1000 + 10 * 5 + 2, 10);
        assertEquals(List.of(new Gap(1, 1050, DAY)), numbers.gaps());
        assertEquals(1, numbers.restarts());
        assertEquals(1050, lost());
    }

    @Test
    void a_number_whose_reading_was_refused_did_come() {
        numbers.spurned(5, T0, MINUTE, ledger);
        assertEquals(List.of(), numbers.gaps(), "nothing is known before the first that was kept");
        stored(1, 0);
        numbers.spurned(4, T0 + 3 * MINUTE, MINUTE, ledger);
        assertEquals(List.of(new Gap(2, 3, DAY)), numbers.gaps());
        numbers.spurned(2, T0 + 4 * MINUTE, MINUTE, ledger);
        assertEquals(List.of(new Gap(3, 3, DAY)), numbers.gaps());
        assertEquals(0, numbers.restarts(), "what was refused restarts nothing");
        numbers.spurned(4, T0 + 4 * MINUTE, MINUTE, ledger);
        numbers.spurned(9, T0 + 2 * MINUTE, MINUTE, ledger);
        assertEquals(List.of(new Gap(3, 3, DAY)), numbers.gaps());
        numbers.spurned(6, T0 + 3 * MINUTE, MINUTE, ledger);
        assertEquals(List.of(new Gap(5, 5, DAY), new Gap(3, 3, DAY)), numbers.gaps());
    }

    @Test
    void the_eight_newest_gaps_are_known_and_an_older_one_stays_lost() {
        for (int i = 0; i <= 10; i++) {
            stored(2L * i, 2L * i);
        }
        List<Gap> gaps = numbers.gaps();
        assertEquals(8, gaps.size());
        assertEquals(new Gap(19, 19, DAY), gaps.get(0));
        assertEquals(new Gap(5, 5, DAY), gaps.get(7));
        assertEquals(10, lost());
        stored(1, 1);
        assertEquals(10, lost(), "it stays said that it is lost");
    }

    @Test
    void a_split_where_eight_are_known_lets_the_oldest_go() {
        stored(0, 0);
        stored(10, 10);
        for (int i = 1; i <= 7; i++) {
            stored(10 + 2 * i, 10 + 2 * i);
        }
        assertEquals(8, numbers.gaps().size());
        stored(17, 17);
        assertEquals(7, numbers.gaps().size());
        stored(30, 30);
        assertEquals(new Gap(25, 29, DAY), numbers.gaps().get(0));
        stored(27, 27);
        assertEquals(8, numbers.gaps().size());
        assertEquals(new Gap(28, 29, DAY), numbers.gaps().get(0));
        assertEquals(new Gap(25, 26, DAY), numbers.gaps().get(1));
        assertEquals(new Gap(11, 11, DAY), numbers.gaps().get(7));
    }

    @Test
    void whatever_the_order_the_gaps_are_the_numbers_that_never_came() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Numbering numbering = new Numbering();
            Ledger days = new Ledger();
            TreeSet<Long> missing = new TreeSet<>();
            numbering.stored(0, T0, MINUTE, days);
            long last = 0;
            for (int i = 0; i < 40; i++) {
                if (missing.isEmpty() || random.nextBoolean()) {
                    long next = last + 1 + random.nextInt(4);
                    for (long one = last + 1; one < next; one++) {
                        missing.add(one);
                    }
                    last = next;
                    numbering.stored(next, T0 + next * MINUTE, MINUTE, days);
                } else {
                    long late = new ArrayList<>(missing).get(random.nextInt(missing.size()));
                    missing.remove(late);
                    numbering.stored(late, T0 + late * MINUTE, MINUTE, days);
                }
                List<Gap> gaps = numbering.gaps();
                if (gaps.size() < Numbering.GAPS) {
                    TreeSet<Long> named = new TreeSet<>();
                    gaps.forEach(gap -> {
                        for (long one = gap.from(); one <= gap.to(); one++) {
                            named.add(one);
                        }
                    });
                    assertEquals(missing, named, "seed " + seed);
                } else {
                    break;
                }
                byte[] row = Row.of(numbering::write);
                numbering = Row.read(row, Numbering::read);
                assertArrayEquals(row, Row.of(numbering::write));
            }
        }
    }

    @Test
    void a_day_adds_up_and_eight_days_are_kept() {
        assertEquals(List.of(), ledger.days());
        ledger.stored(DAY, 3);
        ledger.duplicate(DAY);
        ledger.refused(DAY, true);
        ledger.missing(DAY, 4);
        ledger.refused(DAY, false);
        assertEquals(
                List.of(new Ledger.Day(DAY, 3, 1, 2, 3)), ledger.days(), "one of the missing came and was not read");
        assertEquals(9, ledger.days().get(0).sent());
        ledger.stored(DAY - 7, 5);
        ledger.stored(DAY - 8, 6);
        assertEquals(
                List.of(new Ledger.Day(DAY, 3, 1, 2, 3), new Ledger.Day(DAY - 7, 5, 0, 0, 0)),
                ledger.days(),
                "of a day that is forgotten nothing is counted");
        ledger.stored(DAY + 1, 1);
        assertEquals(List.of(new Ledger.Day(DAY + 1, 1, 0, 0, 0), new Ledger.Day(DAY, 3, 1, 2, 3)), ledger.days());
        ledger.stored(DAY + 8, 1);
        assertEquals(List.of(new Ledger.Day(DAY + 8, 1, 0, 0, 0), new Ledger.Day(DAY + 1, 1, 0, 0, 0)), ledger.days());
        ledger.stored(DAY + 100, 2);
        assertEquals(List.of(new Ledger.Day(DAY + 100, 2, 0, 0, 0)), ledger.days());
    }

    @Test
    void what_is_found_again_is_never_lost_less_than_nothing() {
        ledger.missing(DAY, 1);
        ledger.refused(DAY, false);
        ledger.refused(DAY, false);
        assertEquals(List.of(new Ledger.Day(DAY, 0, 0, 2, 0)), ledger.days());
        assertEquals(
                new Ledger.Day(1, 11, 22, 33, 44),
                new Ledger.Day(1, 1, 2, 3, 4).plus(new Ledger.Day(2, 10, 20, 30, 40)));
    }

    @Test
    void a_ledger_that_jumps_further_than_it_keeps_holds_nothing_of_before() {
        for (int day = 0; day < 8; day++) {
            ledger.stored(DAY + day, 1 + day);
        }
        assertEquals(8, ledger.days().size());
        ledger.stored(DAY + 12, 1);
        assertEquals(
                List.of(DAY + 12, DAY + 7, DAY + 6, DAY + 5),
                ledger.days().stream().map(Ledger.Day::day).toList());
    }
}
