package vn.phusong.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets that read in pieces of 64 KB: Paho asks for a packet in four parts, and each would be a call to the system. */
final class BrokerSockets extends SocketFactory {
    private static final int PIECE = 64 * 1024;

    @Override
    public Socket createSocket() {
        return new Buffered();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    private static final class Buffered extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new Pieces(super.getInputStream());
        }
    }

    private static final class Pieces extends BufferedInputStream {
        Pieces(InputStream in) {
            super(in, PIECE);
        }

        /** What is here already; Paho only wants to know whether there is any. */
        @Override
        public synchronized int available() throws IOException {
            return count > pos ? count - pos : super.available();
        }
    }
}
