package vn.phusong.engine;

import java.util.HashMap;
import java.util.Map;
import vn.phusong.village.Registry;
import vn.phusong.village.Site;

/**
 * From a cell to its base station: the site the registry lists it under; else the eNodeB, which is all of an ECI but its last eight bits (TS 36.300 §8.2); else
 * the cell for itself, because how much of an NCI or of a cell of UMTS names the station is every operator's own choice.
 */
final class ServingSites {
    private static final int CELL_BITS = 8;
    /** An ECI has 28 bits. */
    private static final long MOST_ECI = (1L << 28) - 1;

    private final Map<String, String> sites = new HashMap<>();

    ServingSites(Registry registry) {
        for (Site site : registry.sites()) {
            String operator = site.operator() == null ? "" : site.operator();
            site.cells().forEach(cell -> sites.putIfAbsent(key(operator, cell), site.id()));
        }
    }

    /** A key that may stand in an address. */
    String station(String operator, String cell, boolean isLte) {
        String site = sites.get(key(operator, cell));
        String shared = site == null ? sites.get(key("", cell)) : site;
        if (shared != null) {
            return shared;
        }
        long eci = isLte ? number(cell) : -1;
        return eci > 1 << CELL_BITS && eci <= MOST_ECI
                ? operator + "-enb-" + (eci >> CELL_BITS)
                : operator + "-cell-" + plain(cell);
    }

    private static String key(String operator, String cell) {
        return operator + '\t' + cell;
    }

    private static long number(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9' || number > MOST_ECI) {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }

    private static String plain(String cell) {
        StringBuilder plain = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            plain.append(Character.isLetterOrDigit(c) && c < 128 ? c : '_');
        }
        return plain.toString();
    }
}
