package vn.phusong.alert;

import java.util.List;

/**
 * Somebody who is told: a person, an office, an organisation, by the name and the ways that held from one day to another. Of one id there may be several, one
 * after the other: what was told in the past keeps the name of its time.
 *
 * @param line of the policy that says so
 * @param nameVi for people
 * @param isDepartment never told what is only about ourselves; else of our own operators
 * @param turns its channels, first choice first; those of one turn are told at the same time
 * @param from first moment it holds, epoch milliseconds; {@code to} the first it no longer does
 */
public record Contact(
        String id,
        int line,
        String nameVi,
        String nameEn,
        boolean isDepartment,
        List<List<String>> turns,
        long from,
        long to) {
    public Contact {
        turns = turns.stream().map(List::copyOf).toList();
    }

    public boolean holdsAt(long at) {
        return from <= at && at < to;
    }

    /** Whose turn that channel is: 0 for the first choice, −1 when it is none of ours. */
    int turn(String channel) {
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).contains(channel)) {
                return i;
            }
        }
        return -1;
    }
}
