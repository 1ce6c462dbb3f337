// onnxruntime reads this when it is loaded, and imports run before any statement: hence a module, imported first
process.env.ORT_DISABLE_TELEMETRY = '1';
