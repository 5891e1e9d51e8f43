package io.backstay.connect.http.way;

import io.backstay.base.BackstayException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/// How the transport gets out of this machine. A test puts another in its place and so plays a provider under that
/// provider's own name; the program has only [#out].
///
/// @param trust   who is trusted to name servers, null for those whom this Java trusts
/// @param names   what the names of hosts mean
/// @param sockets makes unconnected sockets
public record Way(@Nullable X509TrustManager trust, Names names, Supplier<Socket> sockets) {
    /// What the names of hosts mean.
    @FunctionalInterface
    public interface Names {
        /// The addresses of a host.
        List<InetAddress> of(String host) throws UnknownHostException;
    }

    /// The usual way, as far as that.
    public static Way out(Reach reach) {
        return new Way(null, Way::addresses, () -> new GuardedSocket(reach));
    }

    /// The same, where only the authorities of a file may vouch for servers.
    ///
    /// @param authorities a PEM file
    /// @throws BackstayException when it is not there or holds no certificate
    public static Way out(Reach reach, Path authorities) throws BackstayException {
        return new Way(Authorities.trusting(authorities), Way::addresses, () -> new GuardedSocket(reach));
    }

    /// `localhost` is this machine whatever the name server says, because clear text may go there.
    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        return host.equals("localhost") ? List.of(InetAddress.getLoopbackAddress()) : Dns.SYSTEM.lookup(host);
    }
}
