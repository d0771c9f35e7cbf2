package vn.phusong;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** Prints what holds and where it came from; secrets as {@code ***}. */
final class SettingsPrint {
    private SettingsPrint() {}

    /** One {@code key=value} a line, a file that could be read again, with the origin above each line that is no default. */
    static String text(Settings settings) {
        StringBuilder text = new StringBuilder();
        for (Setting setting : settings.all()) {
            if (!setting.origin().equals("default")) {
                text.append("# ").append(setting.origin()).append('\n');
            }
            text.append(setting.entry().key())
                    .append('=')
                    .append(setting.shown())
                    .append('\n');
        }
        return text.toString();
    }

    /** What is no default, as a file that could be read again; a secret stands there as a remark, for it belongs into no backup. */
    static String withoutSecrets(Settings settings) {
        StringBuilder text = new StringBuilder();
        for (Setting setting : settings.all()) {
            if (!setting.origin().equals("default")) {
                boolean isSecret = !setting.shown().equals(setting.value());
                text.append(isSecret ? "# a secret: " : "")
                        .append(setting.entry().key())
                        .append('=')
                        .append(setting.shown())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** One array; each element has {@code key, value, origin, default, expected, why, variable}. */
    static String json(Settings settings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (Setting setting : settings.all()) {
                json.writeStartObject();
                json.writeStringField("key", setting.entry().key());
                json.writeStringField("value", setting.shown());
                json.writeStringField("origin", setting.origin());
                json.writeStringField("default", setting.entry().value());
                json.writeStringField("expected", setting.entry().expectation().sentence());
                json.writeStringField("why", setting.entry().reason());
                json.writeStringField("variable", setting.entry().variable());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("a string has no bad weather", e);
        }
        return text + "\n";
    }
}
