package io.backstay.app.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A screen saver on a session bus, as far as it speaks: the wire format of the D-Bus specification, written for
/// this.
final class BusVoice implements AutoCloseable {
    private static final byte CALL = 1;
    private static final byte SIGNAL = 4;
    private static final byte PATH = 1;
    private static final byte INTERFACE = 2;
    private static final byte MEMBER = 3;
    private static final byte DESTINATION = 6;
    private static final byte SIGNATURE = 8;
    private static final String BUS = "org.freedesktop.DBus";

    private final SocketChannel bus;
    private int serial;

    private BusVoice(SocketChannel bus) {
        this.bus = bus;
    }

    /// Connects, and takes the name.
    static BusVoice named(Path socket, String name) throws IOException {
        BusVoice voice = new BusVoice(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        voice.authenticate(Files.getAttribute(socket, "unix:uid").toString());
        voice.send(CALL, new Header("/org/freedesktop/DBus", BUS, "Hello", BUS, ""), body());
        ByteBuffer wanted = body();
        text(wanted, name);
        align(wanted, 4);
        wanted.putInt(0);
        voice.send(CALL, new Header("/org/freedesktop/DBus", BUS, "RequestName", BUS, "su"), wanted);
        return voice;
    }

    /// Says that the screen was locked or is open again.
    void say(String name, boolean locked) throws IOException {
        ByteBuffer body = body();
        body.putInt(locked ? 1 : 0);
        send(SIGNAL, new Header("/" + name.replace('.', '/'), name, "ActiveChanged", "", "b"), body);
    }

    private void authenticate(String uid) throws IOException {
        StringBuilder hex = new StringBuilder();
        uid.chars().forEach(digit -> hex.append(Integer.toHexString(digit)));
        write(ByteBuffer.wrap(("\0AUTH EXTERNAL " + hex + "\r\n").getBytes(US_ASCII)));
        ByteBuffer one = ByteBuffer.allocate(1);
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n") && bus.read(one.clear()) > 0) {
            answer.append((char) one.get(0));
        }
        if (!answer.toString().startsWith("OK ")) {
            throw new IOException("the bus said " + answer);
        }
        write(ByteBuffer.wrap("BEGIN\r\n".getBytes(US_ASCII)));
    }

    private record Header(String path, String of, String member, String destination, String signature) {}

    private void send(byte type, Header header, ByteBuffer body) throws IOException {
        ByteBuffer fields = body();
        field(fields, PATH, 'o', header.path());
        field(fields, INTERFACE, 's', header.of());
        field(fields, MEMBER, 's', header.member());
        field(fields, DESTINATION, 's', header.destination());
        field(fields, SIGNATURE, 'g', header.signature());
        body.flip();
        fields.flip();
        ByteBuffer message = body();
        message.put((byte) 'l').put(type).put((byte) 0).put((byte) 1);
        message.putInt(body.remaining()).putInt(++serial).putInt(fields.remaining());
        message.put(fields);
        align(message, 8);
        write(message.put(body).flip());
    }

    private static void field(ByteBuffer out, byte code, char type, String value) {
        if (value.isEmpty()) {
            return;
        }
        align(out, 8);
        out.put(code).put((byte) 1).put((byte) type).put((byte) 0);
        if (type == 'g') {
            out.put((byte) value.length()).put(value.getBytes(US_ASCII)).put((byte) 0);
        } else {
            text(out, value);
        }
    }

    private static void text(ByteBuffer out, String value) {
        align(out, 4);
        out.putInt(value.length()).put(value.getBytes(US_ASCII)).put((byte) 0);
    }

    private static void align(ByteBuffer out, int bytes) {
        while (out.position() % bytes != 0) {
            out.put((byte) 0);
        }
    }

    private static ByteBuffer body() {
        return ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            bus.write(bytes);
        }
    }

    /// Leaves the bus, and with that gives up the name.
    void leave() throws IOException {
        bus.close();
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
