package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The server's side of one `BASE_BACKUP`, message by message, over protocol version 3.
final class BackupStream {
    private static final int MESSAGE_BYTES_MAX = 64 * 1024 * 1024;
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int LENGTH_BYTES = 4;
    private static final int COLUMNS_MAX = 64;

    private final Socket socket;
    private final DataInputStream in;

    BackupStream(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    }

    /// One message of the server.
    static final class Message {
        private final char kind;
        private final byte[] body;

        Message(char kind, byte[] body) {
            this.kind = kind;
            this.body = body;
        }

        char kind() {
            return kind;
        }

        byte[] body() {
            return body;
        }
    }

    void query(String command) throws IOException {
        byte[] text = command.getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[1 + LENGTH_BYTES + text.length + 1];
        message[0] = 'Q';
        ByteBuffer.wrap(message).putInt(1, LENGTH_BYTES + text.length + 1);
        System.arraycopy(text, 0, message, 1 + LENGTH_BYTES, text.length);
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
    }

    /// The next message that is not a notice; the server's error becomes a failure.
    Message next() throws IOException, BackstayException {
        while (true) {
            char kind = (char) in.readUnsignedByte();
            int length = in.readInt() - LENGTH_BYTES;
            if (length < 0 || length > MESSAGE_BYTES_MAX) {
                throw new BackstayException(
                        new Failure.Corrupt("The server's answer", "a message has " + length + " bytes"));
            }
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException("the server ended the connection");
            }
            switch (kind) {
                case 'N', 'S' -> {
                    // A notice or a parameter's new value says nothing about the backup.
                }
                case 'E' -> throw refusal(body);
                default -> {
                    return new Message(kind, body);
                }
            }
        }
    }

    /// The next message, which must be of this kind.
    Message expect(char kind) throws IOException, BackstayException {
        Message message = next();
        if (message.kind() != kind) {
            throw new BackstayException(new Failure.Corrupt(
                    "The server's answer", "it sent '" + message.kind() + "' instead of '" + kind + "'"));
        }
        return message;
    }

    /// A whole result: its rows as text, empty where the value is null.
    List<List<String>> result() throws IOException, BackstayException {
        expect('T');
        List<List<String>> rows = new ArrayList<>();
        Message message = next();
        while (message.kind() == 'D') {
            rows.add(row(message.body()));
            message = next();
        }
        if (message.kind() != 'C') {
            throw new BackstayException(new Failure.Corrupt("The server's answer", "a result does not end"));
        }
        return rows;
    }

    private static List<String> row(byte[] body) throws IOException {
        var fields = new DataInputStream(new ByteArrayInputStream(body));
        int columns = Math.min(fields.readUnsignedShort(), COLUMNS_MAX);
        List<String> row = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int length = fields.readInt();
            row.add(length < 0 ? "" : new String(fields.readNBytes(length), StandardCharsets.UTF_8));
        }
        return row;
    }

    private static BackstayException refusal(byte[] body) throws IOException {
        String message = "";
        InputStream fields = new ByteArrayInputStream(body);
        for (int field = fields.read(); field > 0; field = fields.read()) {
            var text = new ByteArrayOutputStream();
            for (int sign = fields.read(); sign > 0; sign = fields.read()) {
                text.write(sign);
            }
            if (field == 'M') {
                message = text.toString(StandardCharsets.UTF_8);
            }
        }
        return new BackstayException(new Failure.Refused(
                "PostgreSQL",
                message,
                "Check that the user may replicate and that wal_level and max_wal_senders allow base backups."));
    }
}
