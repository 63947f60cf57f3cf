package org.anxinbao.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * HTTP/1.1 over kept connections, all on one thread with one selector: each connection sends its
 * next request when it has the whole answer to the last. As little of the machine as can be.
 */
final class LoadClient {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final int port;
  private int open;

  LoadClient(int port) {
    this.port = port;
  }

  /**
   * Sends all requests over so many connections.
   *
   * @return how long it took until the last answer
   * @throws IllegalStateException for an answer that isn't 201
   */
  Duration send(List<byte[]> requests, int connections) throws IOException {
    try (var selector = Selector.open()) {
      var next = requests.iterator();
      for (int i = 0; i < connections; i++) {
        var channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        open++;
        channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
      }
      long start = System.nanoTime();
      for (var key : selector.keys()) {
        advance(key, next);
      }
      while (open > 0) {
        selector.select(
            key -> {
              try {
                if (((Connection) key.attachment()).answered()) {
                  advance(key, next);
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
      }
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private void advance(SelectionKey key, Iterator<byte[]> next) throws IOException {
    if (next.hasNext()) {
      ((Connection) key.attachment()).send(next.next());
    } else {
      key.channel().close();
      open--;
    }
  }

  private static final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(8 * 1024);

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    /** A request is far smaller than the socket's buffer, which is empty between requests. */
    void send(byte[] request) throws IOException {
      answer.clear();
      if (channel.write(ByteBuffer.wrap(request)) < request.length) {
        throw new IOException("the socket's buffer is smaller than one request");
      }
    }

    /** Whether the whole answer is there. */
    boolean answered() throws IOException {
      if (channel.read(answer) < 0) {
        throw new IOException("the server closed the connection");
      }
      var text = new String(answer.array(), 0, answer.position(), US_ASCII);
      int head = text.indexOf(END_OF_HEAD);
      if (head < 0) {
        return false;
      }
      var length = LENGTH.matcher(text);
      if (!text.startsWith("HTTP/1.1 201") || !length.find()) {
        throw new IllegalStateException("not stored: " + text);
      }
      return text.length() >= head + END_OF_HEAD.length() + Integer.parseInt(length.group(1));
    }
  }
}
