package vn.phusong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import vn.phusong.engine.Event;
import vn.phusong.journal.JournalRefused;
import vn.phusong.journal.RegistryFolder;
import vn.phusong.journal.RegistryHouseholdKey;
import vn.phusong.journal.RegistryRead;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryPlan;
import vn.phusong.village.RowError;

/** Where registry folders are handed in: read, shown, and taken into the log. */
final class RegistryDesk {
    /** The name under which the journal keeps the boundaries of the areas. */
    static final String BOUNDARIES = "boundaries.geojson";

    private RegistryDesk() {}

    /** A folder as a registry of its own, for work without a journal. All of it must be right. */
    static Registry read(Path folder) throws Failure {
        RegistryRead read =
                read(RegistryFolder.of(checked(folder)), Registry.empty(), RegistryHouseholdKey.known(), false);
        if (!read.plan().errors().isEmpty()) {
            throw new Failure(sentences(read.plan()));
        }
        return Registry.empty().with(read.plan().change());
    }

    static RegistryRead read(
            RegistryFolder folder, Registry existing, UnaryOperator<String> households, boolean skipBad) {
        return folder.read(existing, households, skipBad);
    }

    static Path checked(Path folder) throws Failure {
        if (!Files.isDirectory(folder)) {
            throw new Failure(
                    folder + " is not a folder; a registry is a folder of CSV files (areas.csv, villages.csv …)");
        }
        return folder;
    }

    /** Takes a plan into the log of a running watch; durable when this returns. */
    static void take(Watch watch, RegistryRead read) throws Failure {
        byte[] boundaries = read.boundaries();
        if (boundaries != null) {
            watch.keep(BOUNDARIES, boundaries);
        }
        if (!read.plan().change().isEmpty()) {
            long at = watch.clock().millis();
            long position = watch.batcher()
                    .change(new Event.RegistryChanged(at, read.plan().change()))
                    .join();
            assert position > 0;
        }
    }

    static UnaryOperator<String> householdKey(Path dataFolder) throws Failure {
        try {
            return RegistryHouseholdKey.in(dataFolder);
        } catch (JournalRefused e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private static String sentences(RegistryPlan plan) {
        List<RowError> errors = plan.errors();
        StringBuilder text = new StringBuilder();
        errors.stream().limit(50).forEach(error -> text.append(error.sentence()).append('\n'));
        return text.append(errors.size())
                .append(" bad rows in the registry folder")
                .toString();
    }
}
