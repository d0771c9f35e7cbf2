package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.DeviceFlags;
import vn.phusong.coverage.Explain;
import vn.phusong.coverage.Flag;
import vn.phusong.coverage.Registered;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.Why;
import vn.phusong.incident.Names;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.PointKind;
import vn.phusong.village.Village;

/**
 * What a round-up has to say, in the order of names. Fibre lines are counted and never named.
 *
 * @param quiet weak, and not listed because people asked for quiet
 * @param blind not concluded because of ourselves
 */
record RoundupItems(
        List<Item> weak, List<Item> devices, List<Item> silent, int fadingLines, int neverHeard, int blind, int quiet) {
    /** A line is a household; fewer of them are not told, not even as a number (domain.md §4.9). */
    private static final int FEWEST_LINES = 5;

    /** @param device empty for a village; {@code village} null for a device of none */
    record Item(String device, @Nullable String village, String vi, String en) {}

    /** What is never heard, or not listed, is worth no letter by itself. */
    boolean isEmpty() {
        return weak.isEmpty() && devices.isEmpty() && silent.isEmpty() && fadingLines == 0;
    }

    static RoundupItems of(Roundup roundup, RoundupView view) {
        return new Collecting(roundup, view).items();
    }

    private static final class Collecting {
        private final Roundup roundup;
        private final RoundupView view;
        private final long at;
        private final List<Item> weak = new ArrayList<>();
        private final List<Item> devices = new ArrayList<>();
        private final List<Item> silent = new ArrayList<>();
        private int fadingLines;
        private int neverHeard;
        private int blind;
        private int quiet;

        private Collecting(Roundup roundup, RoundupView view) {
            this.roundup = roundup;
            this.view = view;
            this.at = view.map().asOf();
        }

        private RoundupItems items() {
            for (VillageCoverage village : view.map().villages().values()) {
                if (isAsked(village.village())) {
                    village(village);
                }
            }
            if (roundup.about().contains(Roundup.About.DATA)) {
                view.map().flagged().stream()
                        .filter(it -> it.village() == null ? roundup.areas().isEmpty() : isAsked(it.village()))
                        .forEach(this::device);
            }
            int told = fadingLines < FEWEST_LINES ? 0 : fadingLines;
            return new RoundupItems(sorted(weak), sorted(devices), sorted(silent), told, neverHeard, blind, quiet);
        }

        private static List<Item> sorted(Collection<Item> items) {
            return items.stream()
                    .sorted(java.util.Comparator.comparing(Item::vi))
                    .toList();
        }

        private boolean isAsked(String id) {
            Village village = view.registry().village(id, at);
            return roundup.areas().isEmpty()
                    || (village != null
                            && view.registry().path(village.area(), at).stream()
                                    .map(Area::code)
                                    .anyMatch(roundup.areas()::contains));
        }

        private void village(VillageCoverage village) {
            Silence silence = village.silence();
            if (silence == null && village.standing() == Standing.DEGRADED) {
                weak(village);
            } else if (silence != null && roundup.about().contains(Roundup.About.DATA)) {
                switch (silence) {
                    case NEVER_HEARD -> neverHeard++;
                    case OURSELVES -> blind++;
                    case DEVICE, POWER, POWER_BY_LINES, BACKHAUL -> silent(village);
                }
            }
        }

        /** A probe that speaks and is not believed is a device to look at, and not silent. */
        private void silent(VillageCoverage village) {
            boolean isDisbelieved = view.map().flagged().stream()
                    .filter(it -> village.village().equals(it.village()))
                    .flatMap(it -> it.flags().stream())
                    .anyMatch(flag -> flag.kind().isVoid());
            if (!isDisbelieved) {
                silent.add(item(village));
            }
        }

        private void weak(VillageCoverage village) {
            if (!roundup.about().contains(Roundup.About.WEAK)) {
                return;
            }
            List<String> operators = village.slots().stream()
                    .filter(slot -> slot.kind() == PointKind.CENTRE && slot.standing() == Standing.DEGRADED)
                    .map(SlotCoverage::operator)
                    .toList();
            if (view.isQuiet().test(village.village(), operators)) {
                quiet++;
            } else {
                weak.add(item(village));
            }
        }

        private Item item(VillageCoverage village) {
            Names names = Names.ofVillage(view.registry(), village.village(), at);
            Registered registered = Registered.of(view.registry(), village.village(), at);
            Why why = Explain.village(village, registered, names.operator(), at);
            return new Item("", village.village(), names.place() + ": " + why.vi(), names.placeEn() + ": " + why.en());
        }

        private void device(DeviceFlags flagged) {
            Device device = view.registry().device(flagged.device(), at);
            if (device != null && device.kind() == DeviceKind.ONT) {
                fadingLines++;
                return;
            }
            String village = flagged.village();
            Names names = village == null ? null : Names.ofVillage(view.registry(), village, at);
            devices.add(new Item(
                    flagged.device(),
                    village,
                    flagged.device() + (names == null ? "" : " (" + names.place() + ")") + ": "
                            + flagged.flags().stream().map(Flag::vi).collect(Collectors.joining(" ")),
                    flagged.device() + (names == null ? "" : " (" + names.placeEn() + ")") + ": "
                            + flagged.flags().stream().map(Flag::en).collect(Collectors.joining(" "))));
        }
    }
}
