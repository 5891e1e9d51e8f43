package io.backstay.connect.postgres.tenant.extract;

import io.backstay.base.BackstayException;
import io.backstay.base.OwnerOnly;
import io.backstay.connect.postgres.tenant.schema.Table;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the two halves of a table into one target, the lower one first, whichever session copies which and when. The
/// upper half waits in a file of its owner's alone while the lower one is not there yet.
final class Halves implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Set<StandardOpenOption> NEW = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private final Table table;
    private final Extraction.Target target;
    private final Path spare;
    private @Nullable OutputStream whole;
    private @Nullable FileChannel waiting;
    private boolean lower;
    private boolean upper;

    /// @param spare a folder for what waits
    Halves(Table table, Extraction.Target target, Path spare) {
        this.table = table;
        this.target = target;
        this.spare = spare;
    }

    /// Where a half goes. Closing it says that the half is whole, or that no more of it comes.
    synchronized OutputStream open(Slice.Part part) throws IOException, BackstayException {
        if (part == Slice.Part.UPPER && !lower) {
            Path file = spare.resolve(".upper-" + table.name().hashCode());
            waiting = FileChannel.open(file, NEW, OwnerOnly.of(file));
            return ending(new BufferedOutputStream(Channels.newOutputStream(waiting), BUFFER_BYTES), part);
        }
        if (whole == null) {
            whole = target.open(table);
        }
        return ending(whole, part);
    }

    private OutputStream ending(OutputStream to, Slice.Part part) {
        return new FilterOutputStream(to) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
                ended(part);
            }
        };
    }

    private synchronized void ended(Slice.Part part) throws IOException {
        lower |= part == Slice.Part.LOWER;
        upper |= part == Slice.Part.UPPER;
        if (lower && upper) {
            append();
            close();
        }
    }

    private void append() throws IOException {
        if (waiting != null && whole != null) {
            waiting.position(0);
            Channels.newInputStream(waiting).transferTo(whole);
        }
    }

    /// Closes the target; what waits is gone.
    @Override
    public synchronized void close() throws IOException {
        try {
            if (whole != null) {
                whole.close();
            }
        } finally {
            whole = null;
            if (waiting != null) {
                waiting.close();
            }
            waiting = null;
        }
    }
}
