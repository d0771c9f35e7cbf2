package vn.phusong.ingest;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A device that speaks MQTT byte by byte, so that a test can see every packet and break every rule. */
final class RawDevice implements AutoCloseable {
    static final int CONNACK = 2;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBCOMP = 7;
    static final int SUBACK = 9;
    static final int DISCONNECT = 14;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final int version;

    /** One packet: its type, and what follows the fixed header. */
    record Packet(int type, byte[] body) {
        int id() {
            return (body[0] & 0xFF) << 8 | (body[1] & 0xFF);
        }

        /** The reason of an acknowledgement; success when none is written. */
        int reason() {
            return body.length > 2 ? body[2] & 0xFF : 0;
        }
    }

    RawDevice(int port, int version) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), version);
    }

    RawDevice(Socket socket, int version) throws IOException {
        this.socket = socket;
        this.version = version;
        socket.setSoTimeout(5000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sends CONNECT and gives the CONNACK's code. */
    int login(String device, String secret) throws IOException {
        return login(device, secret, 60, null, null);
    }

    int login(String device, String secret, int keepAlive, String willTopic, String will) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(version);
        body.write(0xC2 | (will == null ? 0 : 0x04));
        number(body, keepAlive);
        properties(body);
        text(body, "box-" + device);
        if (will != null) {
            properties(body, 0x18, 0, 0, 0, 30);
            text(body, willTopic);
            text(body, will);
        }
        text(body, device);
        text(body, secret);
        send(0x10, body.toByteArray());
        Packet connack = read();
        return connack.body()[1] & 0xFF;
    }

    void publish(int qos, int id, String topic, String payload) throws IOException {
        send(0x30 | qos << 1, publishBody(qos, id, topic, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] publishBody(int qos, int id, String topic, byte[] payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            number(body, id);
        }
        properties(body);
        body.write(payload);
        return body.toByteArray();
    }

    void subscribe(int id, String filter) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        number(body, id);
        properties(body);
        text(body, filter);
        body.write(1);
        send(0x82, body.toByteArray());
    }

    void release(int id) throws IOException {
        send(0x62, new byte[] {(byte) (id >> 8), (byte) id});
    }

    void sayGoodbye() throws IOException {
        send(0xE0, new byte[0]);
    }

    void send(int first, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int left = body.length;
        do {
            int digit = left % 128;
            left /= 128;
            packet.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
        packet.write(body);
        bytes(packet.toByteArray());
    }

    void bytes(byte[] raw) throws IOException {
        out.write(raw);
        out.flush();
    }

    Packet read() throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit >= 0x80);
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(first >> 4, body);
    }

    /** Whether nothing at all comes for a while. */
    boolean hearsNothing(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            int heard = in.read();
            throw new AssertionError(heard < 0 ? "hung up" : "heard a packet of type " + (heard >> 4));
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(5000);
        }
    }

    /** Reads to the end and says whether the door hung up. */
    boolean isHungUp() throws IOException {
        try {
            InputStream rest = in;
            while (rest.read() >= 0) {
                // What was still on its way.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private void properties(ByteArrayOutputStream body, int... bytes) {
        if (version == 5) {
            body.write(bytes.length);
            for (int one : bytes) {
                body.write(one);
            }
        }
    }

    private static void text(ByteArrayOutputStream body, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(body, bytes.length);
        body.write(bytes);
    }

    private static void number(ByteArrayOutputStream body, int number) {
        body.write(number >> 8);
        body.write(number);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
