/* The application around the page: messages to the window above, answered by messages with the same request id. */
const host = (() => {
  const TIMEOUT = 10000;

  function call(method, ...params) {
    const requestId = `${Date.now()}-${Math.random()}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        window.removeEventListener("message", listen);
        reject(new Error("No answer from KNIME. Close the view and open it again."));
      }, TIMEOUT);
      function listen(event) {
        if (event.data?.type === "UIExtensionResponse" && event.data.requestId === requestId) {
          clearTimeout(timer);
          window.removeEventListener("message", listen);
          resolve(event.data.payload);
        }
      }
      window.addEventListener("message", listen);
      window.parent.postMessage({ type: "UIExtensionRequest", requestId, payload: { method, params } }, "*");
    });
  }

  const parsed = (value) => (typeof value === "string" && value !== "" ? JSON.parse(value) : value);

  /** The initial data of the node's view. */
  async function initialData() {
    const config = await call("getConfig");
    window.parent.postMessage({ type: "UIExtensionReady" }, "*");
    const answer = config.initialData ?? await call("callNodeDataService", {
      serviceType: "initial_data",
      dataServiceRequest: "",
      extensionType: config.extensionType,
      nodeId: config.nodeId,
      projectId: config.projectId,
      workflowId: config.workflowId,
    });
    const response = parsed(answer);
    const error = response?.userError ?? response?.internalError;
    if (error) {
      throw new Error(error.message);
    }
    return parsed(response?.result);
  }

  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      window.parent.postMessage({ type: "UIExtensionEscapePressed" }, "*");
    }
  });

  return { initialData };
})();
