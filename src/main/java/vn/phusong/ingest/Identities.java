package vn.phusong.ingest;

import java.util.Arrays;
import vn.phusong.reading.Reading;

/**
 * A bounded table from what identifies a reading (device, its time, kind) to a number. Identities are hashes of 64 bits: among the quarter of a million we
 * hold, one reading in 10¹³ would be taken for another. Never grows. Watch loop only.
 */
final class Identities {
    /** No number; a number that happens to be it is as good as forgotten. */
    static final long ABSENT = Long.MIN_VALUE;

    private static final long ODD = 0x9E3779B97F4A7C15L;

    // Key and number side by side, because the table is larger than a cache and a place is touched once or never. At
    // least twice as many places as entries, so that a search ends soon; key 0 marks a free place.
    private final long[] places;
    private final int most;
    private int size;

    Identities(int most) {
        this.most = most;
        places = new long[2 * 4 * Integer.highestOneBit(Math.max(most, 8))];
    }

    /** Never 0. Seq and receive time are no part of it. */
    static long of(Reading reading) {
        String device = reading.device();
        long hash = reading.claimedAt() * ODD + reading.content().kind();
        for (int i = 0; i < device.length(); i++) {
            hash = mixed(hash ^ device.charAt(i));
        }
        hash = mixed(hash);
        return hash == 0 ? ODD : hash;
    }

    private static long mixed(long hash) {
        long mixed = hash * 0xBF58476D1CE4E5B9L;
        return mixed ^ (mixed >>> 31);
    }

    boolean isFull() {
        return size == most;
    }

    /** @return {@link #ABSENT} when it is not here */
    long get(long identity) {
        int place = place(identity);
        return places[place] == identity ? places[place + 1] : ABSENT;
    }

    /** The first stays: an identity that is here keeps its number. The table must not be full. */
    void put(long identity, long value) {
        int place = place(identity);
        if (places[place] != identity) {
            places[place] = identity;
            places[place + 1] = value;
            size++;
        }
    }

    void clear() {
        Arrays.fill(places, 0);
        size = 0;
    }

    private int place(long identity) {
        int mask = places.length - 1;
        int place = ((int) identity << 1) & mask;
        while (places[place] != 0 && places[place] != identity) {
            place = (place + 2) & mask;
        }
        return place;
    }
}
