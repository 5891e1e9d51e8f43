package io.backstay.connect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the transport offers a server before anything is encrypted: its first message, byte by byte (RFC 8446, 4.1.2).
final class TlsVersionsTest {
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int RANDOM_BYTES = 32;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int TLS_1_2 = 0x0303;
    private static final int TLS_1_3 = 0x0304;

    @Test
    void onlyTls12And13AreOffered() throws Exception {
        BlockingQueue<byte[]> hellos = new LinkedBlockingQueue<>();
        try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var transport = new HttpTransport(HttpLimits.USUAL, _ -> {}, new Random(7))) {
            worker.execute(() -> hear(server, hellos));
            var tls = new Endpoint("https", "localhost", server.getLocalPort());
            var call = new HttpCall("GET", tls, "/", "", Map.of(), HttpBody.NONE);
            assertThrows(BackstayException.class, () -> transport.send(call, HttpTransport.Signing.NONE));
            byte[] hello = hellos.poll(10, TimeUnit.SECONDS);
            assertEquals(Set.of(TLS_1_2, TLS_1_3), versions(ByteBuffer.wrap(hello == null ? new byte[0] : hello)));
        }
    }

    /// Takes the first record of each connection and hangs up.
    private static void hear(ServerSocket server, BlockingQueue<byte[]> hellos) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                var said = new DataInputStream(socket.getInputStream());
                assertEquals(HANDSHAKE, said.readUnsignedByte());
                said.readUnsignedShort();
                hellos.add(said.readNBytes(said.readUnsignedShort()));
            } catch (IOException e) {
                // The client hung up first, or the test is over.
            }
        }
    }

    /// The extension `supported_versions` (RFC 8446, 4.2.1), which counts before the older field.
    private static Set<Integer> versions(ByteBuffer hello) {
        assertEquals(CLIENT_HELLO, hello.get());
        skip(hello, 3 + 2 + RANDOM_BYTES);
        skip(hello, Byte.toUnsignedInt(hello.get()));
        skip(hello, Short.toUnsignedInt(hello.getShort()));
        skip(hello, Byte.toUnsignedInt(hello.get()));
        int end = Short.toUnsignedInt(hello.getShort()) + hello.position();
        Set<Integer> versions = new TreeSet<>();
        while (hello.position() < end) {
            int kind = Short.toUnsignedInt(hello.getShort());
            int length = Short.toUnsignedInt(hello.getShort());
            if (kind == SUPPORTED_VERSIONS) {
                for (int left = Byte.toUnsignedInt(hello.get()); left > 0; left -= 2) {
                    versions.add(Short.toUnsignedInt(hello.getShort()));
                }
            } else {
                skip(hello, length);
            }
        }
        return versions;
    }

    private static void skip(ByteBuffer hello, int bytes) {
        hello.position(hello.position() + bytes);
    }
}
