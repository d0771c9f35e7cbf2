package vn.phusong.alert;

import org.jspecify.annotations.Nullable;

/**
 * How telling is doing, for health and metrics.
 *
 * @param logged lines written since the start
 * @param delivered posts taken since the start
 * @param setAside notices the receiver refused for good since the start; their receipts keep its answer
 * @param retries posts that failed since the start and were or will be tried again
 * @param waiting loaded and neither delivered nor set aside; at the limit of {@link AlertSettings#loaded()} more wait in the journal
 * @param oldestWaitingMs age of the oldest waiting, 0 when none
 * @param held owed by a restored journal and told only once a person releases them
 * @param trouble one sentence while notices do not go out, else null
 */
public record AlertStatus(
        long logged,
        long delivered,
        long setAside,
        long retries,
        int waiting,
        long oldestWaitingMs,
        int held,
        @Nullable String trouble) {}
