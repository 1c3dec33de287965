package dev.tombolo.cloud.writeback;

import java.util.List;

/** The answer to a poll: the requests now handed over, or none when the wait was over. */
public record WritebackRequests(List<WritebackRequest> requests) {
  /** Copies the list. */
  public WritebackRequests {
    requests = List.copyOf(requests);
  }
}
