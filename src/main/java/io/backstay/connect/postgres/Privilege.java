package io.backstay.connect.postgres;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How PostgreSQL's programs are started when Backstay runs as root, which they refuse to run as.
///
/// The rungs of a ladder are tried from the least to the most intrusive; the first that answers `id -un` with a name
/// other than root is taken.
public final class Privilege {
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final String NOBODY = "65534";
    private static final List<Rung> LADDER = List.of(
            new Rung("unshare -U", List.of("unshare", "-U"), false, false),
            new Rung(
                    "setpriv",
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
                    true,
                    false),
            new Rung("runuser -u nobody", List.of("runuser", "-u", "nobody", "--"), true, false),
            new Rung("chroot --userspec", List.of("chroot", "--userspec=" + NOBODY + ":" + NOBODY, "/"), true, false),
            new Rung("su nobody", List.of("su", "-s", "/bin/sh", "nobody", "-c"), true, true));

    private final Rung rung;
    private final String user;
    private final int uid;
    private final int gid;

    private Privilege(Rung rung, String user, int uid, int gid) {
        this.rung = rung;
        this.user = user;
        this.uid = uid;
        this.gid = gid;
    }

    /// Finds the first way that works on this machine.
    public static Privilege probe() throws BackstayException, InterruptedException {
        Rung direct = new Rung("none", List.of(), false, false);
        String own = answer(direct, "id", "-u");
        if (!own.equals("0")) {
            return new Privilege(direct, "", -1, -1);
        }
        return first(LADDER);
    }

    /// One rung of the ladder by its name, for machines where an earlier one fails later on.
    static Privilege only(String name) throws BackstayException, InterruptedException {
        return first(LADDER.stream().filter(rung -> rung.name().equals(name)).toList());
    }

    /// The names of all rungs, least intrusive first.
    static List<String> rungs() {
        return LADDER.stream().map(Rung::name).toList();
    }

    private static Privilege first(List<Rung> rungs) throws BackstayException, InterruptedException {
        for (Rung rung : rungs) {
            String name = answer(rung, "id", "-un");
            String uid = answer(rung, "id", "-u");
            String gid = answer(rung, "id", "-g");
            boolean another = !name.isEmpty() && !name.equals("root") && !uid.equals("0");
            if (another && uid.matches("\\d{1,9}") && gid.matches("\\d{1,9}")) {
                return new Privilege(rung, name, Integer.parseInt(uid), Integer.parseInt(gid));
            }
        }
        throw new BackstayException(new Failure.Unsupported(
                "Starting PostgreSQL as root (" + rungs.stream().map(Rung::name).collect(Collectors.joining(", "))
                        + " all failed)",
                "Run Backstay as an ordinary user."));
    }

    /// Which way was chosen, such as `unshare -U` or `none`, for diagnosis.
    public String name() {
        return rung.name();
    }

    /// Which way was chosen, in one sentence.
    public String sentence() {
        if (rung.prefix().isEmpty()) {
            return "PostgreSQL's programs are started directly.";
        }
        return "PostgreSQL's programs are started with " + rung.name() + ", as " + user
                + (rung.handsOver() ? ", who also owns their files." : "; their files stay with root.");
    }

    /// Whether files for the server must be given to another user, who must also be able to reach their folder.
    public boolean handsOver() {
        return rung.handsOver();
    }

    /// The command as it must be started.
    public List<String> wrap(List<String> command) {
        List<String> whole = new ArrayList<>(rung.prefix());
        if (rung.quoted()) {
            whole.add(command.stream().map(Privilege::quote).collect(Collectors.joining(" ")));
        } else {
            whole.addAll(command);
        }
        return whole;
    }

    /// Gives a file, or a folder with all that it holds, to the user the server runs as; does nothing where it runs as
    /// us.
    public void handOver(Path path) throws BackstayException {
        if (!rung.handsOver()) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    give(folder);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    give(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw Folders.refusal(path, e);
        }
    }

    /// Refuses a place that the user the server runs as cannot reach; does nothing where it runs as us.
    public void requireReachable(Path place) throws BackstayException {
        if (!rung.handsOver()) {
            return;
        }
        try {
            Path folder = place.toAbsolutePath().getParent();
            for (; folder != null; folder = folder.getParent()) {
                boolean open = Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
                if (!open && !Integer.valueOf(uid).equals(Files.getAttribute(folder, "unix:uid"))) {
                    throw new BackstayException(new Failure.BadInput(
                            "The user " + user + ", whom PostgreSQL runs as here, cannot reach " + place + ": " + folder
                                    + " is closed to others.",
                            "Choose a folder below /var/tmp, or run Backstay as an ordinary user."));
                }
            }
        } catch (IOException e) {
            throw Folders.refusal(place, e);
        }
    }

    private void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }

    /// The first line of what a probe prints, or nothing when it fails.
    private static String answer(Rung rung, String... probe) throws BackstayException, InterruptedException {
        try {
            var asked = new Privilege(rung, "", -1, -1).wrap(List.of(probe));
            Command.Ended ended = Command.run(asked, PROBE_LIMIT);
            return ended.exit() == 0 ? ended.output().lines().findFirst().orElse("") : "";
        } catch (IOException e) {
            // The program is not on this machine: this rung is broken, the next one may hold.
            return "";
        }
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /// @param handsOver whether the server's files must belong to the other user
    /// @param quoted    whether the whole command is one word for a shell
    private record Rung(String name, List<String> prefix, boolean handsOver, boolean quoted) {}
}
