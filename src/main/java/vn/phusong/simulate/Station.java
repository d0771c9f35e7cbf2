package vn.phusong.simulate;

import java.util.List;
import vn.phusong.village.Place;

/**
 * One operator's base station.
 *
 * @param index its number in the province
 * @param mast number of the mast it hangs on; stations at one place share it
 */
record Station(int index, String id, String operator, int mast, Place place, List<String> cells) {
    Station {
        cells = List.copyOf(cells);
    }
}
