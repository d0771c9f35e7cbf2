package vn.phusong.journal;

import java.util.TreeMap;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;

/** An act as bytes; equal acts, equal bytes. */
final class ActForm {
    private static final int FORMAT = 1;

    private ActForm() {}

    static byte[] write(Act act) {
        Packer out = new Packer().add(FORMAT).signed(act.at());
        out.text(act.by()).text(act.deed().word()).text(act.subject());
        out.count(act.details().size());
        act.details().forEach((name, text) -> out.text(name).text(text));
        return out.toBytes();
    }

    static Act read(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new Damaged("an act of format " + format);
        }
        long at = in.signed();
        String by = in.text();
        String word = in.text();
        String subject = in.text();
        TreeMap<String, String> details = new TreeMap<>();
        for (int i = in.length(); i > 0; i--) {
            String name = in.text();
            details.put(name, in.text());
        }
        Deed deed = Deed.of(word);
        if (deed == null) {
            throw new Damaged("an act of a newer program: " + word);
        }
        return new Act(at, by, deed, subject, details);
    }
}
