package vn.phusong.coverage;

import java.util.List;

/**
 * A word about a device that somebody should look at. Excludes nothing by itself and alerts nobody.
 *
 * @param subject the operator it is about, empty for the whole device
 * @param since epoch milliseconds
 */
public record Flag(FlagKind kind, String subject, long since, String vi, String en, List<Why.Evidence> evidence) {
    public Flag {
        evidence = List.copyOf(evidence);
    }
}
