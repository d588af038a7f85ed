declare module 'virtual:endpoints' {
  const endpoints: import('@linli/contract').EndpointTable;
  export default endpoints;
}
