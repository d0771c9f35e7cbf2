package vn.phusong.alert;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import vn.phusong.village.Place;

/**
 * A small map without words: words would need fonts, which not every server has. Shape and colour tell the two kinds of villages apart: a small square for
 * each village, a large disc for those the incident touches. Drawn without smoothing, in eight colours, so that the same places are the same bytes.
 */
final class MapPicture {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 16;
    private static final Color PAPER = new Color(0xFF, 0xFF, 0xFF);
    private static final Color LAND = new Color(0xEE, 0xF1, 0xEA);
    private static final Color LINE = new Color(0x60, 0x68, 0x60);
    private static final Color VILLAGE = new Color(0x90, 0x98, 0x90);
    private static final Color TOUCHED = new Color(0xC0, 0x20, 0x20);
    private static final Color RIM = new Color(0x40, 0x00, 0x00);

    private final List<List<Place>> outlines;
    private final List<Place> villages;
    private final List<Place> touched;
    private final double west;
    private final double north;
    private final double stretch;
    private final double scale;
    private final double left;
    private final double top;

    /** @param outlines closed rings, at least one with a point */
    MapPicture(List<List<Place>> outlines, List<Place> villages, List<Place> touched) {
        this.outlines = outlines;
        this.villages = villages;
        this.touched = touched;
        double[] box = {90, -90, 180, -180};
        outlines.forEach(ring -> ring.forEach(place -> widen(box, place)));
        touched.forEach(place -> widen(box, place));
        this.west = box[2];
        this.north = box[1];
        // A degree of longitude is shorter the further from the equator.
        this.stretch = Math.cos(Math.toRadians((box[0] + box[1]) / 2));
        double wide = Math.max(1e-6, (box[3] - box[2]) * stretch);
        double high = Math.max(1e-6, box[1] - box[0]);
        this.scale = Math.min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high);
        this.left = (WIDTH - wide * scale) / 2;
        this.top = (HEIGHT - high * scale) / 2;
    }

    private static void widen(double[] box, Place place) {
        box[0] = Math.min(box[0], place.lat());
        box[1] = Math.max(box[1], place.lat());
        box[2] = Math.min(box[2], place.lon());
        box[3] = Math.max(box[3], place.lon());
    }

    byte[] png() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, palette());
        Graphics2D pen = image.createGraphics();
        pen.setColor(PAPER);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        draw(pen);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("every JDK writes PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static IndexColorModel palette() {
        Color[] colours = {PAPER, LAND, LINE, VILLAGE, TOUCHED, RIM, PAPER, PAPER};
        byte[] red = new byte[16];
        byte[] green = new byte[16];
        byte[] blue = new byte[16];
        for (int i = 0; i < colours.length; i++) {
            red[i] = (byte) colours[i].getRed();
            green[i] = (byte) colours[i].getGreen();
            blue[i] = (byte) colours[i].getBlue();
        }
        return new IndexColorModel(4, 16, red, green, blue);
    }

    private void draw(Graphics2D pen) {
        for (List<Place> ring : outlines) {
            Polygon shape = new Polygon();
            ring.forEach(place -> shape.addPoint(x(place), y(place)));
            pen.setColor(LAND);
            pen.fillPolygon(shape);
        }
        pen.setStroke(new BasicStroke(1));
        for (List<Place> ring : outlines) {
            Polygon shape = new Polygon();
            ring.forEach(place -> shape.addPoint(x(place), y(place)));
            pen.setColor(LINE);
            pen.drawPolygon(shape);
        }
        pen.setColor(VILLAGE);
        villages.forEach(place -> pen.fillRect(x(place) - 2, y(place) - 2, 4, 4));
        for (Place place : touched) {
            pen.setColor(TOUCHED);
            pen.fillOval(x(place) - 7, y(place) - 7, 14, 14);
            pen.setColor(RIM);
            pen.drawOval(x(place) - 7, y(place) - 7, 14, 14);
        }
    }

    private int x(Place place) {
        return (int) Math.round(left + (place.lon() - west) * stretch * scale);
    }

    private int y(Place place) {
        return (int) Math.round(top + (north - place.lat()) * scale);
    }
}
