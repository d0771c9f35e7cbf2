package vn.phusong.house.planted.coverage;

import java.net.Socket;

final class OpensASocket {
    private OpensASocket() {}

    static boolean isOpen(Socket socket) {
        return socket.isConnected();
    }
}
