package io.backstay.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The world said no. Each case says in one sentence what happened and in one more what a person can do.
///
/// Results that a caller asks for (a verdict, a finding, a failed proof) are not failures; defects of ours are
/// unchecked exceptions.
public sealed interface Failure {

    /// What was typed, opened or configured cannot be used.
    record BadInput(String sentence, String advice) implements Failure {}

    /// Something that was named does not exist.
    record NotFound(String what, String advice) implements Failure {}

    /// A folder or file cannot be written.
    record Unwritable(String path, String why) implements Failure {}

    /// The disk has no room left, or too little to begin.
    record DiskFull(String path, String detail) implements Failure {}

    /// Nothing answers at that address, or nothing that can be believed.
    record Unreachable(String endpoint, String why, String advice) implements Failure {
        /// Nothing answers.
        public Unreachable(String endpoint, String why) {
            this(endpoint, why, "Check the address, the network and any VPN, then try again.");
        }
    }

    /// The other side answered and refused.
    ///
    /// @param right whether it was for a right that the credential lacks, as far as the other side says so: another
    ///              right would help, and another credential need not
    record Refused(String by, String why, String advice, boolean right) implements Failure {
        public Refused(String by, String why, String advice) {
            this(by, why, advice, false);
        }
    }

    /// The other side is asked too often, or too busy.
    ///
    /// @param after how long it asks to be left alone, absent when it does not say
    record Throttled(String by, String why, @Nullable Duration after) implements Failure {}

    /// The credential was right once and has ended.
    record Expired(String by, String why) implements Failure {}

    /// What is asked for lies in another region than the one that was asked.
    record WrongRegion(String by, String why) implements Failure {}

    /// The other side takes nothing from this machine, because their clocks differ too much.
    record ClockOff(String by, String why) implements Failure {}

    /// The other side answered, and the answer makes no sense.
    record Malformed(String answer, String why) implements Failure {}

    /// This machine or version cannot do it.
    record Unsupported(String what, String advice) implements Failure {}

    /// An artefact is damaged or not what it claims to be.
    record Corrupt(String artefact, String why) implements Failure {}

    /// An artefact or answer exceeds a limit that Backstay sets.
    record TooLarge(String artefact, ByteSize limit) implements Failure {}

    /// The wanted moment lies outside what can be restored; an absent end is unknown.
    record OutOfWindow(
            Instant wanted,
            @Nullable Instant earliest,
            @Nullable Instant latest) implements Failure {}

    /// The state of the other side changed, or another run has it.
    record Conflict(String what, String advice) implements Failure {}

    /// Nothing happened within the time allowed.
    record TimedOut(String what, Duration waited) implements Failure {}

    /// A program that Backstay started ended badly.
    record ProgramFailed(String program, int exit, String lastLines, String advice) implements Failure {}

    /// A rule of Backstay's own stands in the way; the table of these codes is `docs/runbooks/refusals.md`.
    ///
    /// @param refusal such as `PLAN-EXPIRED`
    /// @param exit    what a command ends with
    record Stopped(String refusal, ExitCode exit, String sentence, String advice) implements Failure {}

    /// What an input or output error while writing means for a person.
    static Failure unwritable(Path path, IOException trouble) {
        String reason = trouble instanceof FileSystemException inner ? inner.getReason() : trouble.getMessage();
        String words = reason == null ? "the system gives no reason" : reason.strip();
        if (words.toLowerCase(Locale.ROOT).contains("no space left")) {
            return new DiskFull(path.toString(), words);
        }
        return new Unwritable(
                path.toString(),
                switch (trouble) {
                    case AccessDeniedException _ -> "permission denied";
                    case NoSuchFileException _ -> "the folder above it does not exist or cannot be made";
                    case FileAlreadyExistsException _ -> "a file of that name is in the way";
                    case DirectoryNotEmptyException _ -> "a folder of that name is in the way";
                    default -> words;
                });
    }

    /// What happened, in one sentence without a final line break.
    default String message() {
        return switch (this) {
            case BadInput(var sentence, var _) -> sentence;
            case NotFound(var what, var _) -> what + " does not exist.";
            case Unwritable(var path, var why) -> "Cannot write " + path + ": " + why + ".";
            case DiskFull(var path, var detail) -> "No room left on the disk of " + path + ": " + detail + ".";
            case Unreachable(var endpoint, var why, var _) -> "No answer from " + endpoint + ": " + why + ".";
            case Refused(var by, var why, var _, var _) -> by + " refused: " + why + ".";
            case Throttled(var by, var why, var _) -> by + " is busy or asked too often: " + why + ".";
            case Expired(var by, var why) -> "The credential for " + by + " has ended: " + why + ".";
            case WrongRegion(var by, var why) -> by + " is another region than the right one: " + why + ".";
            case ClockOff(var by, var why) -> "The clock of this machine and that of " + by + " differ: " + why + ".";
            case Malformed(var answer, var why) -> answer + " makes no sense: " + why + ".";
            case Unsupported(var what, var _) -> what + " is not supported here.";
            case Corrupt(var artefact, var why) -> artefact + " is damaged: " + why + ".";
            case TooLarge(var artefact, var limit) -> artefact + " is larger than the limit of " + limit + ".";
            case OutOfWindow(var wanted, var earliest, var latest) ->
                "The moment " + wanted + " cannot be restored; restorable is "
                        + (earliest == null ? "an unknown start" : earliest) + " to "
                        + (latest == null ? "an unknown end" : latest) + ".";
            case Conflict(var what, var _) -> what + ".";
            case TimedOut(var what, var waited) -> what + " did not finish within " + waited.toSeconds() + " s.";
            case ProgramFailed(var program, var exit, var lastLines, var _) ->
                program + " ended with code " + exit + (lastLines.isBlank() ? "." : ": " + lastLines.strip());
            case Stopped(var refusal, var _, var sentence, var _) -> sentence + " (" + refusal + ")";
        };
    }

    /// Whether it is for want of a right, so that a statement of a policy would help.
    default boolean isMissingRight() {
        return this instanceof Refused refused && refused.right();
    }

    /// What a person can do about it, in one sentence.
    default String advice() {
        return switch (this) {
            case BadInput(var _, var advice) -> advice;
            case NotFound(var _, var advice) -> advice;
            case Unwritable(var _, var _) -> "Choose another folder, or change its permissions.";
            case DiskFull(var _, var _) -> "Free some room or choose a folder on another disk, then run it again.";
            case Unreachable(var _, var _, var advice) -> advice;
            case Refused(var _, var _, var advice, var _) -> advice;
            case Throttled(var _, var _, var after) ->
                after == null ? "Try again in some minutes." : "Try again in " + after.toSeconds() + " s, as it asks.";
            case Expired(var _, var _) ->
                "Fetch a new key or token, put it in the vault with 'backstay vault replace', then try again.";
            case WrongRegion(var _, var _) -> "Name the region in which it lies, then try again.";
            case ClockOff(var _, var _) -> "Set the clock of this machine right, then try again.";
            case Malformed(var _, var _) ->
                "Check that the address is that of the service and nothing on the way answers in its place.";
            case Unsupported(var _, var advice) -> advice;
            case Corrupt(var _, var _) -> "Do not use it: fetch it again, or take another one.";
            case TooLarge(var _, var _) -> "Check that it is the right file.";
            case OutOfWindow(var _, var _, var _) -> "Choose a moment inside the restorable window.";
            case Conflict(var _, var advice) -> advice;
            case TimedOut(var _, var _) -> "Check the load of this machine, then run it again.";
            case ProgramFailed(var _, var _, var _, var advice) -> advice;
            case Stopped(var _, var _, var _, var advice) -> advice;
        };
    }

    /// A stable word for logs, JSON and documentation, such as `disk-full`.
    default String code() {
        return switch (this) {
            case BadInput _ -> "bad-input";
            case NotFound _ -> "not-found";
            case Unwritable _ -> "unwritable";
            case DiskFull _ -> "disk-full";
            case Unreachable _ -> "unreachable";
            case Refused _ -> "refused";
            case Throttled _ -> "throttled";
            case Expired _ -> "expired-credential";
            case WrongRegion _ -> "wrong-region";
            case ClockOff _ -> "clock-off";
            case Malformed _ -> "malformed";
            case Unsupported _ -> "unsupported";
            case Corrupt _ -> "corrupt";
            case TooLarge _ -> "too-large";
            case OutOfWindow _ -> "out-of-window";
            case Conflict _ -> "conflict";
            case TimedOut _ -> "timed-out";
            case ProgramFailed _ -> "program-failed";
            case Stopped(var refusal, var _, var _, var _) -> refusal;
        };
    }
}
