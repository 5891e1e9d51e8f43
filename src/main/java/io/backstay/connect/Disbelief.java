package io.backstay.connect;

import io.backstay.base.Failure;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Why a server is not believed to be the one that is meant, by the certificate that it showed over TLS. Nothing
/// was sent to it but the name that was asked for.
///
/// @param why    as part of a sentence
/// @param advice what a person can do
public record Disbelief(String why, String advice) {
    /// What Java, OkHttp and PostgreSQL's driver say in words of their own.
    private static final Disbelief NAME = new Disbelief(
            "the certificate that it shows is for other names, so that it may be another server",
            "Call it by a name that its certificate has, or have its operator show one for this name; nothing was"
                    + " sent to it.");

    private static final Disbelief ENDED = new Disbelief(
            "the certificate that it shows has ended",
            "Have its operator renew the certificate, if the clock of this machine is right; nothing was sent to it.");

    private static final Disbelief NOT_YET = new Disbelief(
            "the certificate that it shows is not valid yet",
            "Set the clock of this machine right, or have its operator look at the certificate; nothing was sent to"
                    + " it.");

    private static final Disbelief STRANGER = new Disbelief(
            "nobody whom this machine trusts vouches for the certificate that it shows",
            "If the authority is your own, name its PEM file in the credential (--field ca=FILE); otherwise somebody"
                    + " stands in between. Nothing was sent to it.");

    /// What a failure of TLS means, absent when it was not the certificate.
    public static @Nullable Disbelief of(Throwable trouble) {
        Disbelief found = null;
        for (@Nullable Throwable each = trouble; each != null; each = each.getCause()) {
            switch (each) {
                case CertificateExpiredException _ -> {
                    return ENDED;
                }
                case CertificateNotYetValidException _ -> {
                    return NOT_YET;
                }
                case SSLPeerUnverifiedException _ -> {
                    return NAME;
                }
                case CertPathBuilderException _, CertPathValidatorException _, CertificateException _ ->
                    found = STRANGER;
                default -> {
                    if (isOfAName(each)) {
                        return NAME;
                    }
                }
            }
        }
        return found;
    }

    /// The driver of PostgreSQL has no type for it (`PgjdbcHostnameVerifier`).
    private static boolean isOfAName(Throwable trouble) {
        String said = trouble.getMessage();
        return said != null && said.contains("could not be verified by hostnameverifier");
    }

    /// The failure.
    public Failure at(String endpoint) {
        return new Failure.Unreachable(endpoint, why, advice);
    }
}
