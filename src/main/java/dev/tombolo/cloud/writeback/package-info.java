/**
 * Password writeback's messages: an agent's registration, the requests it polls for, their
 * encryption, and its results.
 *
 * <p>Endpoints: {@code PUT /writeback/v1/agents/{agentId}}, {@code POST
 * /writeback/v1/agents/{agentId}/heartbeat}, {@code DELETE /writeback/v1/agents/{agentId}}, {@code
 * GET /writeback/v1/requests?agent=ID&wait=PT20S}, {@code POST /writeback/v1/requests/{id}/result}.
 */
@NullMarked
package dev.tombolo.cloud.writeback;

import org.jspecify.annotations.NullMarked;
