package vn.phusong.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong logins of accounts and of addresses, each since its first within the lock's time. In memory: a restart forgets the counts, never a lock.
 * Guarded by {@link Accounts}.
 */
final class Attempts {
    /** So many addresses are remembered, the one heard longest ago goes first. */
    private static final int ADDRESSES = 10_000;

    private record Count(int failures, long since) {}

    private final PeopleSettings.Lock lock;
    private final Map<String, Count> ofAccount = new LinkedHashMap<>();
    private final Map<String, Count> ofAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > ADDRESSES;
        }
    };

    Attempts(PeopleSettings.Lock lock) {
        this.lock = lock;
    }

    /** How long this address must wait before it may try again, milliseconds; 0 when it may now. */
    long waitsMs(String address, long now) {
        Count count = ofAddress.get(address);
        return count == null || count.failures() < lock.ofAddress() ? 0 : Math.max(0, count.since() + lock.ms() - now);
    }

    void failedFrom(String address, long now) {
        ofAddress.put(address, more(ofAddress.get(address), now));
    }

    /** Whether this one more locks the account; then counting begins anew. */
    boolean isEnough(String account, long now) {
        Count count = more(ofAccount.get(account), now);
        if (count.failures() >= lock.failures()) {
            ofAccount.remove(account);
            return true;
        }
        ofAccount.put(account, count);
        return false;
    }

    void forget(String account) {
        ofAccount.remove(account);
    }

    private Count more(@Nullable Count before, long now) {
        return before == null || now - before.since() >= lock.ms()
                ? new Count(1, now)
                : new Count(before.failures() + 1, before.since());
    }
}
