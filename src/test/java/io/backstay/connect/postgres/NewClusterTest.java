package io.backstay.connect.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the first password reaches the program that makes a cluster.
final class NewClusterTest {
    private final Path folder = TestPostgres.folder("backstay-cluster-");
    private final Path told = folder.resolve("told");

    @AfterEach
    void removeFolder() throws BackstayException {
        Folders.remove(folder);
    }

    @Test
    void thePasswordIsForItsReaderAloneAndGoneAfterwards() throws Exception {
        played("exit 0").initdb(Secrets.source("the first one ü"), 1);
        assertEquals(List.of("drwx------", "-rw-------", "the first one ü"), Files.readAllLines(told));
        assertNothingIsLeft();
    }

    @Test
    void afterAFailureItIsGoneTooAndNotInTheFailure() throws Exception {
        NewCluster cluster = played("echo broken; exit 1");
        var failed = assertThrows(BackstayException.class, () -> cluster.initdb(Secrets.source("the first one"), 1));
        assertEquals("broken", ((Failure.ProgramFailed) failed.failure()).lastLines());
        assertFalse(failed.toString().contains("the first one"));
        assertNothingIsLeft();
    }

    @Test
    void whenItCannotBeBorrowedNothingIsStarted() throws Exception {
        NewCluster cluster = played("exit 0");
        var locked = new BackstayException(new Failure.Conflict("The vault is locked", "Unlock it."));
        assertEquals(
                locked,
                assertThrows(
                        BackstayException.class,
                        () -> cluster.initdb(
                                () -> {
                                    throw locked;
                                },
                                1)));
        assertEquals("", Files.readString(told));
        assertNothingIsLeft();
    }

    /// A program that tells what it finds where the password is handed over.
    private NewCluster played(String end) throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path program = bin.resolve("initdb");
        Files.writeString(program, """
                #!/bin/sh
                for word in "$@"; do case "$word" in --pwfile=*) file="${word#--pwfile=}";; esac; done
                { ls -ld "$(dirname "$file")" | cut -c1-10; ls -l "$file" | cut -c1-10; cat "$file"; echo; } > '%s'
                %s
                """.formatted(told, end));
        Folders.setMode(program, "rwxr-xr-x");
        Folders.setMode(bin, "rwxr-xr-x");
        Files.createFile(told);
        Folders.setMode(told, "rw-rw-rw-");
        return new NewCluster(new Programs(bin, "18.0"), TestPostgres.privilege(), folder.resolve("data"));
    }

    private void assertNothingIsLeft() throws Exception {
        try (var left = Files.list(folder)) {
            assertEquals(
                    List.of("bin", "told"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }
}
