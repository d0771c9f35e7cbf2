package vn.phusong.house.planted.coverage;

import java.nio.file.Files;
import java.nio.file.Path;

final class OpensAFile {
    private OpensAFile() {}

    static boolean isThere() {
        return Files.exists(Path.of("planted"));
    }
}
