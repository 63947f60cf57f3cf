package org.anxinbao.proofs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The peers of this process's TCP connections, as the kernel lists them, looked at again and again.
 */
final class Connections implements AutoCloseable {
  private static final Path TABLES = Path.of("/proc/self/net");
  private final Set<String> peers = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;
  private final Thread watcher = Thread.ofPlatform().daemon().start(this::watch);

  private void watch() {
    try {
      while (open) {
        look();
        Thread.sleep(5);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void look() throws IOException {
    var mine = sockets();
    for (var table : List.of("tcp", "tcp6")) {
      if (Files.exists(TABLES.resolve(table))) {
        for (var line : Files.readAllLines(TABLES.resolve(table))) {
          var fields = line.strip().split("\\s+");
          // columns: number, local, remote, state, …, inode (proc_net_tcp(5))
          if (mine.contains("socket:[" + fields[9] + "]")) {
            peers.add(fields[2].substring(0, fields[2].indexOf(':')));
          }
        }
      }
    }
  }

  private static Set<String> sockets() throws IOException {
    var found = new HashSet<String>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var descriptor : descriptors) {
        try {
          found.add(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closed) {
          // closed since it was listed
        }
      }
    }
    return found;
  }

  /** In the kernel's hexadecimal: words of four bytes, each in the machine's order. */
  Set<String> peers() {
    return Set.copyOf(peers);
  }

  /** Loopback, or the unspecified peer of a socket that listens. */
  static boolean isLocal(String peer) {
    var bytes = HexFormat.of().parseHex(peer);
    for (int word = 0; word < bytes.length; word += 4) {
      byte first = bytes[word];
      byte second = bytes[word + 1];
      bytes[word] = bytes[word + 3];
      bytes[word + 1] = bytes[word + 2];
      bytes[word + 2] = second;
      bytes[word + 3] = first;
    }
    try {
      var address = InetAddress.getByAddress(bytes);
      return address.isLoopbackAddress() || address.isAnyLocalAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    open = false;
    watcher.interrupt();
  }
}
