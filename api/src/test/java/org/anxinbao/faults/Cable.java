package org.anxinbao.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A TCP connection between the application and one of its parts that can be cut, and mended. */
final class Cable implements AutoCloseable {
  private enum State {
    WHOLE,
    CUT,
    SILENT
  }

  private final ServerSocket entrance;
  private final int exit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile State state = State.WHOLE;
  private volatile int target;

  Cable(int exit) throws IOException {
    this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.exit = exit;
    this.target = exit;
    threads.submit(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Connections break off, new ones are dropped. */
  void cut() {
    state = State.CUT;
    hangUp();
  }

  /** New connections are taken, and nobody answers. */
  void silence() {
    state = State.SILENT;
    hangUp();
  }

  /** Somebody else answers from now on. */
  void divert(int port) {
    target = port;
    hangUp();
  }

  void mend() {
    target = exit;
    state = State.WHOLE;
    hangUp();
  }

  private void hangUp() {
    open.forEach(Cable::closeQuietly);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        var near = entrance.accept();
        open.add(near);
        switch (state) {
          case CUT -> drop(near);
          case SILENT -> {}
          case WHOLE -> threads.submit(() -> connect(near));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket near) {
    try {
      var far = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(far);
      threads.submit(() -> pump(near, far));
      pump(far, near);
    } catch (IOException refused) {
      drop(near);
    }
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // both ends learn of it
    } finally {
      drop(from);
      drop(to);
    }
  }

  private void drop(Socket socket) {
    open.remove(socket);
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // it is closed
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    hangUp();
    threads.shutdownNow();
  }
}
