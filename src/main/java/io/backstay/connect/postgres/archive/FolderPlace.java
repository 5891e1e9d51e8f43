package io.backstay.connect.postgres.archive;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/// A folder of this machine, or mounted on it; read anew at every question.
public record FolderPlace(Path folder) implements WalPlace {
    private static final Duration POLL = Duration.ofMillis(25);

    @Override
    public void names(NameVisitor visitor) throws BackstayException, InterruptedException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                visitor.visit(String.valueOf(file.getFileName()));
            }
        } catch (IOException e) {
            throw Folders.refusal(folder, e);
        }
    }

    @Override
    public boolean holds(String name) {
        return Files.exists(folder.resolve(name));
    }

    @Override
    public Instant writtenAt(String name) throws BackstayException {
        try {
            return Files.getLastModifiedTime(folder.resolve(name)).toInstant();
        } catch (IOException e) {
            throw Folders.refusal(folder.resolve(name), e);
        }
    }

    @Override
    public byte[] beginning(String name, int bytes) throws BackstayException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return in.readNBytes(bytes);
        } catch (IOException e) {
            throw Folders.refusal(folder.resolve(name), e);
        }
    }

    @Override
    public FileChannel open(String name) throws BackstayException {
        try {
            return FileChannel.open(folder.resolve(name), StandardOpenOption.READ);
        } catch (IOException e) {
            throw Folders.refusal(folder.resolve(name), e);
        }
    }

    @Override
    public boolean distant() {
        return false;
    }

    @Override
    public Duration poll() {
        return POLL;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
