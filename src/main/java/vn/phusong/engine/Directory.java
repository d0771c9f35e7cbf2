package vn.phusong.engine;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Devices by name, for who asks with every reading. Lies close together: to compare hashes and references needs no look at the names themselves, which lie
 * all over memory. A name that was found is remembered as the object it was, so that a reader who gives one object for one name is answered by it. Watch
 * loop only.
 */
final class Directory {
    // Open addressing, at most half full.
    private final int[] hashes;
    // As objects: mostly which one it is says enough, and never wrongly.
    private final @Nullable Object[] names;
    private final @Nullable Listed[] devices;

    Directory(Collection<Listed> all) {
        int places = Integer.highestOneBit(Math.max(1, all.size())) << 2;
        hashes = new int[places];
        names = new @Nullable Object[places];
        devices = new @Nullable Listed[places];
        for (Listed one : all) {
            String name = one.device.id();
            int at = first(name.hashCode());
            while (names[at] != null) {
                at = next(at);
            }
            hashes[at] = name.hashCode();
            names[at] = name;
            devices[at] = one;
        }
    }

    @Nullable
    Listed find(String name) {
        int hash = name.hashCode();
        int at = first(hash);
        for (Object known = names[at]; known != null; known = names[at]) {
            if (hashes[at] == hash && isNamed(at, known, name)) {
                return devices[at];
            }
            at = next(at);
        }
        return null;
    }

    private boolean isNamed(int at, Object known, Object name) {
        if (known == name) {
            return true;
        }
        boolean isEqual = known.equals(name);
        if (isEqual) {
            names[at] = name;
        }
        return isEqual;
    }

    private int first(int hash) {
        return (hash ^ (hash >>> 15)) & (names.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (names.length - 1);
    }
}
