package vn.phusong.alert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** CAP messages as files {@code <notice>.xml}: each whole and on the disk, or not there. Old ones may be taken away at any time. Blocks. */
public final class CapFolder {
    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._:~-]*)\\.([0-9]{1,9})\\.xml");
    private static final String ENDING = ".xml";
    private static final int MOST_REFERENCES = 50;

    private final Path folder;

    /** What was said of each incident, by revision; null until it is asked for. Guarded by this. */
    private @Nullable Map<String, NavigableSet<Integer>> revisions;

    /**
     * A message that lies there.
     *
     * @param sent as it stands in it, at +07:00
     * @param headline the first, in Vietnamese
     */
    public record Said(String id, int revision, String sent, String headline) {}

    public CapFolder(Path folder) {
        this.folder = folder;
    }

    /** Durable when this returns. The same again changes nothing. */
    void put(String notice, byte[] xml) throws IOException {
        Path part = Files.createDirectories(folder).resolve("." + notice + ".part");
        try (FileChannel file = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(xml);
            while (bytes.hasRemaining()) {
                int written = file.write(bytes);
                assert written >= 0;
            }
            file.force(true);
        }
        Path whole = Files.move(
                part,
                folder.resolve(notice + ENDING),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(whole.getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
        know(whole);
    }

    private synchronized void know(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (revisions != null && name.matches()) {
            know(revisions, name);
        }
    }

    private static void know(Map<String, NavigableSet<Integer>> revisions, Matcher name) {
        revisions.computeIfAbsent(name.group(1), unused -> new TreeSet<>()).add(Integer.parseInt(name.group(2)));
    }

    /** What was said of an incident before that revision, oldest first, at most {@value #MOST_REFERENCES} of the newest. */
    List<Said> before(String incident, int revision) {
        List<Said> said = new ArrayList<>();
        for (int before : known(incident, revision)) {
            Said one = said.size() < MOST_REFERENCES ? read(folder.resolve(incident + "." + before + ENDING)) : null;
            if (one != null) {
                said.add(one);
            }
        }
        Collections.reverse(said);
        return said;
    }

    /** Revisions of it that lay there once, the newest first. The names of all files are read once: a storm asks for a thousand incidents. */
    private synchronized List<Integer> known(String incident, int revision) {
        Map<String, NavigableSet<Integer>> known = revisions;
        if (known == null) {
            known = new HashMap<>();
            for (Path file : files("*" + ENDING)) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    know(known, name);
                }
            }
            // What could not be read now is read when it is asked for again.
            revisions = known.isEmpty() ? null : known;
        }
        NavigableSet<Integer> all = known.getOrDefault(incident, new TreeSet<>());
        return List.copyOf(all.headSet(revision, false).descendingSet());
    }

    /** The newest first, of the {@code limit} files that came last. */
    public List<Said> newest(int limit) {
        List<Path> files = files("*" + ENDING);
        files.sort(Comparator.comparing(CapFolder::came)
                .thenComparing(Path::getFileName)
                .reversed());
        List<Said> said = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(limit, files.size()))) {
            Said one = FILE.matcher(file.getFileName().toString()).matches() ? read(file) : null;
            if (one != null) {
                said.add(one);
            }
        }
        said.sort(Comparator.comparing(Said::sent).thenComparing(Said::id).reversed());
        return said;
    }

    private static FileTime came(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    /** One message, null when there is none of that name. */
    public byte @Nullable [] message(String file) {
        // First of all: not everything that is asked for can be a path.
        if (!FILE.matcher(file).matches()) {
            return null;
        }
        try {
            Path path = folder.resolve(file);
            return Files.isRegularFile(path) ? Files.readAllBytes(path) : null;
        } catch (IOException gone) {
            return null;
        }
    }

    private List<Path> files(String glob) {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, glob)) {
            all.forEach(files::add);
        } catch (IOException unreadable) {
            // Then nothing is referred to, and the delivery will say what is wrong with the folder.
        }
        return files;
    }

    /** Null for what is no message, or was taken away meanwhile. */
    private static @Nullable Said read(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            String sent = "";
            String headline = "";
            while (xml.hasNext() && headline.isEmpty()) {
                boolean isElement = xml.next() == XMLStreamReader.START_ELEMENT;
                if (isElement && xml.getLocalName().equals("sent")) {
                    sent = xml.getElementText();
                } else if (isElement && xml.getLocalName().equals("headline")) {
                    headline = xml.getElementText();
                }
            }
            boolean isMessage = name.matches() && !sent.isEmpty() && !headline.isEmpty();
            return isMessage
                    ? new Said(name.group(1) + "." + name.group(2), Integer.parseInt(name.group(2)), sent, headline)
                    : null;
        } catch (IOException | XMLStreamException notOurs) {
            return null;
        }
    }
}
