package vn.phusong.journal;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Standing;

/** One revision of standings as bytes, format 1. Standings by their word, so that a new one changes nothing written before. */
final class RevisionForm {
    private static final int FORMAT = 1;

    private RevisionForm() {}

    static byte[] write(Revision revision) {
        Packer out = new Packer().add(FORMAT).text(revision.indicator()).text(revision.village());
        out.text(revision.point()).text(revision.operator()).signed(revision.knownAt());
        out.signed(revision.from())
                .signed(revision.to())
                .count(revision.standings().size());
        for (Revision.At at : revision.standings()) {
            out.signed(at.at() - revision.from()).text(at.standing().name());
        }
        return out.toBytes();
    }

    static Revision read(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new Damaged("a revision of format " + format);
        }
        String indicator = in.text();
        String village = in.text();
        String point = in.text();
        String operator = in.text();
        long knownAt = in.signed();
        long from = in.signed();
        long to = in.signed();
        List<Revision.At> standings = new ArrayList<>();
        for (int i = in.length(); i > 0; i--) {
            standings.add(new Revision.At(from + in.signed(), in.choice(Standing.class)));
        }
        return new Revision(indicator, village, point, operator, knownAt, from, to, standings);
    }
}
