package io.backstay.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The project's own files, as the rules read them.
final class Tree {
    static final Path ROOT = Path.of("").toAbsolutePath();
    static final String PACKAGE = "io.backstay";

    /// Built or left behind by tools, so no rule is about them.
    private static final Set<String> LEFT_OUT =
            Set.of(".git", ".idea", ".settings", ".vscode", "drill", "node_modules", "target");

    private static final Set<String> TEXT_ENDINGS = Set.of(
            "cmd", "css", "java", "json", "md", "properties", "ps1", "sh", "sql", "svg", "txt", "xml", "yaml", "yml");

    private Tree() {}

    /// The compiled classes of the program, without its tests.
    static JavaClasses classes() {
        return Read.CLASSES;
    }

    /// Reading them takes seconds, so it is done once for all rules.
    private static final class Read {
        private static final JavaClasses CLASSES = new ClassFileImporter().importPath(ROOT.resolve("target/classes"));
    }

    /// Every file of the project whose text a person writes.
    static List<Source> texts() throws IOException {
        var found = new ArrayList<Source>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(ROOT)
                        && LEFT_OUT.contains(folder.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isText(file)) {
                    found.add(new Source(slashed(ROOT.relativize(file)), Files.readAllLines(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /// The Java files of the program and of its tests.
    static List<Source> java() throws IOException {
        return texts().stream().filter(text -> text.path().endsWith(".java")).toList();
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 || TEXT_ENDINGS.contains(name.substring(dot + 1));
    }

    private static String slashed(Path path) {
        return String.join("/", Arrays.stream(path.toString().split("[/\\\\]")).toList());
    }

    /// One file: its path from the project's root, with slashes, and its lines.
    record Source(String path, List<String> lines) {
        boolean isMain() {
            return path.startsWith("src/main/java/");
        }

        boolean isTest() {
            return path.startsWith("src/test/java/");
        }

        /// The folder of a Java file, from the source root on: `io/backstay/base`.
        String folder() {
            String inside = path.substring("src/main/java/".length());
            return inside.substring(0, Math.max(0, inside.lastIndexOf('/')));
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /// True in the rooms whose packages have these names below the root package, and below them.
        boolean isIn(String... rooms) {
            String place = folder() + "/";
            return Arrays.stream(rooms).anyMatch(room -> place.startsWith("io/backstay/" + room + "/"));
        }

        String at(int index) {
            return path + ":" + (index + 1);
        }
    }
}
