package io.backstay.connect.http;

import io.backstay.base.ByteSize;
import java.time.Duration;

/// How long and how much a service may take of us.
///
/// @param connectMax  until a connection stands
/// @param callMax     a whole call with a small body, until its answer is read
/// @param transferMax a whole call that moves an object's bytes
/// @param answerMax   a small answer; an object's bytes have their own limit per call
/// @param attemptsMax how often a read is asked at most
/// @param pauseMax    the longest pause between two attempts
public record HttpLimits(
        Duration connectMax,
        Duration callMax,
        Duration transferMax,
        ByteSize answerMax,
        int attemptsMax,
        Duration pauseMax) {

    /// Fits a service on the other side of the world.
    public static final HttpLimits USUAL = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofHours(2),
            ByteSize.ofMegabytes(8),
            4,
            Duration.ofSeconds(10));

    public HttpLimits {
        if (!connectMax.isPositive() || !callMax.isPositive() || !transferMax.isPositive() || !pauseMax.isPositive()) {
            throw new IllegalArgumentException("every time limit must be positive");
        }
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("at least one attempt is needed: " + attemptsMax);
        }
        if (answerMax.bytes() < 1 || answerMax.bytes() > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("an answer is read into memory and must fit there: " + answerMax);
        }
    }
}
