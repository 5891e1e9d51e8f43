package io.backstay.app.protect;

import io.backstay.act.Protection;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A process that tells what protects it, one line each, and then waits until its input ends.
final class ToldProtections {
    private ToldProtections() {}

    /// Tells.
    ///
    /// @param arguments whether to `apply` or to `leave` what the system offers, and the state folder
    public static void main(String[] arguments) throws IOException {
        HostGuard guard = HostGuard.of(System.getProperty("os.name"));
        if (arguments[0].equals("apply")) {
            guard.apply();
        }
        String user = System.getProperty("user.name");
        List<ProtectionSource> sources = List.of(
                guard,
                new JvmProtections(user),
                new StartProtections(System.getenv()),
                SwapProtections.ofThisSystem(),
                new FolderProtections(Path.of(arguments[1]), Path.of(System.getProperty("java.io.tmpdir")), user));
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        for (ProtectionSource source : sources) {
            for (Protection seen : source.observed()) {
                out.println(seen.name() + "\t" + seen.state() + "\t" + seen.why());
            }
        }
        out.println();
        out.flush();
        // Whoever watches may look at this process as long as the input is open.
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
