package io.backstay.connect.http.way;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// The certificate authorities of a PEM file, and no others.
final class Authorities {
    private static final int BYTES_MAX = 1 << 20;
    private static final String ADVICE = "Name a PEM file with the certificates of your own authority.";

    private Authorities() {}

    /// Trusts servers for which one of them vouches.
    static X509TrustManager trusting(Path file) throws BackstayException {
        byte[] bytes = read(file);
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (found.isEmpty()) {
                throw refused(file, null);
            }
            return trusting(found);
        } catch (GeneralSecurityException e) {
            throw refused(file, e);
        }
    }

    private static X509TrustManager trusting(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate each : authorities) {
                store.setCertificateEntry("authority-" + number++, each);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager each : factory.getTrustManagers()) {
                if (each instanceof X509TrustManager manager) {
                    return manager;
                }
            }
            throw new IllegalStateException("every JDK checks X.509 certificates");
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store is in memory", e);
        }
    }

    private static byte[] read(Path file) throws BackstayException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw refused(file, null);
            }
            return bytes;
        } catch (IOException e) {
            throw new BackstayException(new Failure.NotFound("The file of certificate authorities " + file, ADVICE), e);
        }
    }

    private static BackstayException refused(Path file, @Nullable Exception cause) {
        return new BackstayException(
                new Failure.BadInput("The file " + file + " holds no certificate that can be read.", ADVICE), cause);
    }
}
